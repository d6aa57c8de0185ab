"""ODT -> Document: paragraphs, lists, tables, frames, headers, and what is hidden in the file."""

from candidacy.domain.reading.odt.reader import read_odt

__all__ = ["read_odt"]
