"""Which of very many CVs are worth scoring for a posting: a wide pool, before the exact formula."""

from candidacy.domain.retrieval.feedback import Likeness, likeness_of
from candidacy.domain.retrieval.filters import Filters
from candidacy.domain.retrieval.kept import Asking, asking, goes_on, keep_profile, profile_kept
from candidacy.domain.retrieval.pool import Candidate, Pool
from candidacy.domain.retrieval.query import Query, query_of
from candidacy.domain.retrieval.segment import Segment, build_segment
from candidacy.domain.retrieval.traits import LAYOUT, Traits, traits_of

__all__ = [
    "LAYOUT",
    "Asking",
    "Candidate",
    "Filters",
    "Likeness",
    "Pool",
    "Query",
    "Segment",
    "Traits",
    "asking",
    "build_segment",
    "goes_on",
    "keep_profile",
    "likeness_of",
    "profile_kept",
    "query_of",
    "traits_of",
]
