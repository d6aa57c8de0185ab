"""CVs from and to other programs: LinkedIn, JSON Resume, RenderCV, Reactive Resume, Europass."""

from candidacy.domain.exchange.documents import find_reading
from candidacy.domain.exchange.errors import BadExchangeFile, NoSuchExport, UnknownExchangeFormat
from candidacy.domain.exchange.exports import EXPORTS, export_resume
from candidacy.domain.exchange.importing import import_resume
from candidacy.domain.exchange.values import Exported, Format, Imported, Lost

__all__ = [
    "EXPORTS",
    "BadExchangeFile",
    "Exported",
    "Format",
    "Imported",
    "Lost",
    "NoSuchExport",
    "UnknownExchangeFormat",
    "export_resume",
    "find_reading",
    "import_resume",
]
