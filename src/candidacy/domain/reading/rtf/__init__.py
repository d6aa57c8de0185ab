"""RTF -> Document: its text in whatever code page each font has, and what is marked as hidden."""

from candidacy.domain.reading.rtf.reader import read_rtf

__all__ = ["read_rtf"]
