"""Which of very many CVs are worth scoring for a posting: a wide pool, before the exact formula.

What searches (``pool``, ``query``, ``segment``, ``feedback``) loads numpy: import it from its own module.
"""

from candidacy.domain.retrieval.filters import Filters
from candidacy.domain.retrieval.kept import Asking, asking, goes_on, keep_profile, profile_kept
from candidacy.domain.retrieval.traits import LAYOUT, Traits, traits_of

__all__ = [
    "LAYOUT",
    "Asking",
    "Filters",
    "Traits",
    "asking",
    "goes_on",
    "keep_profile",
    "profile_kept",
    "traits_of",
]
