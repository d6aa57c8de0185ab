"""An outbox for development and tests: letters are kept in memory, to be read on a page."""

from collections import deque

from candidacy.infrastructure.mail.port import Letter, MailFailed
from candidacy.kernel.errors import Invalid

_KEPT = 200


class OutboxInProduction(Invalid):
    """Without a mail server nobody can be written to. Set CANDIDACY_MAIL__HOST."""

    code = "outbox_in_production"


class OutboxMail:
    """Keeps the latest letters, newest first, and sends none."""

    def __init__(self, *, production: bool) -> None:
        if production:
            raise OutboxInProduction
        self._letters: deque[Letter] = deque(maxlen=_KEPT)

    @property
    def letters(self) -> list[Letter]:
        return list(self._letters)

    async def send(self, letter: Letter) -> None:
        if all(letter.key != kept.key for kept in self._letters):
            self._letters.appendleft(letter)


class NoMail:
    """Stands for the mail server that is missing: every letter fails, and says so."""

    async def send(self, letter: Letter) -> None:
        del letter
        raise MailFailed("There is no mail server. Set CANDIDACY_MAIL__HOST.")
