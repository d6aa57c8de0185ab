"""PDF -> Document: characters to words, words to lines in reading order, hidden text set apart."""

from candidacy.domain.reading.pdf.reader import read_pdf

__all__ = ["read_pdf"]
