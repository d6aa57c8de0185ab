"""Searching passages: the words of a query, scores of words, fusion with vectors, snippets, evidence."""

from candidacy.domain.search.evidence import Evidence, Found, weigh
from candidacy.domain.search.fusion import fuse
from candidacy.domain.search.index import MemoryIndex
from candidacy.domain.search.lexical import lexical_scores
from candidacy.domain.search.snippets import Fragment, snippet
from candidacy.domain.search.terms import Terms, read_query

__all__ = [
    "Evidence",
    "Found",
    "Fragment",
    "MemoryIndex",
    "Terms",
    "fuse",
    "lexical_scores",
    "read_query",
    "snippet",
    "weigh",
]
