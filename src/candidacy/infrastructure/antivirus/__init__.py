"""Looking for viruses in what is uploaded: the port, clamd, and no scanner at all."""

from candidacy.infrastructure.antivirus.clamd import Clamd
from candidacy.infrastructure.antivirus.none import NoAntivirus
from candidacy.infrastructure.antivirus.port import (
    Antivirus,
    InfectedFile,
    ScannerUnavailable,
    TooLargeForScanner,
)
from candidacy.infrastructure.antivirus.settings import AntivirusSettings

__all__ = [
    "Antivirus",
    "AntivirusSettings",
    "Clamd",
    "InfectedFile",
    "NoAntivirus",
    "ScannerUnavailable",
    "TooLargeForScanner",
]
