"""What features need of the mail."""

from dataclasses import dataclass
from typing import Protocol

from candidacy.kernel.errors import Unavailable


class MailFailed(Unavailable):
    """The mail server did not take a letter. It is tried again later."""

    code = "mail_failed"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in plain text. ``key`` names it: sent twice it is still the same letter."""

    key: str
    to: str
    subject: str
    text: str


class Mail(Protocol):
    """Sends letters."""

    async def send(self, letter: Letter) -> None:
        """Hand a letter over. Raises MailFailed when that may work later."""
        ...
