"""From the bytes of a file to a Document (pages, lines, words) and to a Resume with its sources."""

from candidacy.domain.reading.document import Document, DocumentKind, HiddenText, Line, Link, PageSize, Word
from candidacy.domain.reading.reader import Reading, read, read_document, read_recognised

__all__ = [
    "Document",
    "DocumentKind",
    "HiddenText",
    "Line",
    "Link",
    "PageSize",
    "Reading",
    "Word",
    "read",
    "read_document",
    "read_recognised",
]
