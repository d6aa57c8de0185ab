"""DOCX -> Document: everything a reader of the file sees, once, in reading order."""

from candidacy.domain.reading.docx.reader import read_docx

__all__ = ["read_docx"]
