"""What features need of a virus scanner."""

from collections.abc import AsyncIterator
from typing import Protocol

from candidacy.kernel.errors import Invalid, TooLarge, Unavailable


class InfectedFile(Invalid):
    """The virus scanner found malware in this file, so it was not kept. Scan your computer."""

    code = "infected_file"


class ScannerUnavailable(Unavailable):
    """The virus scanner does not answer, so no files are taken in. Try again in a moment."""

    code = "scanner_unavailable"


class TooLargeForScanner(TooLarge):
    """This file is larger than the virus scanner takes. Save it in a smaller form."""

    code = "too_large_for_scanner"


class Antivirus(Protocol):
    """Scans bytes before anything reads them."""

    async def check(self, chunks: AsyncIterator[bytes]) -> None:
        """Return when the bytes are clean. Raises InfectedFile, ScannerUnavailable, TooLargeForScanner."""
        ...
