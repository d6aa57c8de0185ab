"""Sheets as Word documents that a person can go on writing: real styles, no tables, no text boxes."""

from candidacy.domain.rendering.docx.package import docx_of

__all__ = ["docx_of"]
