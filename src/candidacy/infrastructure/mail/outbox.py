"""An outbox for development and tests: letters are kept in memory, to be read on a page."""

from collections import deque

from candidacy.infrastructure.mail.port import Letter
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
