"""HTML -> Document: what a browser shows of a page, and apart from it what its styles hide."""

from candidacy.domain.reading.html.reader import read_html

__all__ = ["read_html"]
