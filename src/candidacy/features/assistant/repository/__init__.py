"""Passages of one workspace: writing them, finding them, and where its index stands."""

from candidacy.features.assistant.repository.finding import (
    FoundPassage,
    Narrowed,
    PassageFinder,
)
from candidacy.features.assistant.repository.keeping import IndexRepository, Kept, NewPassage, NewSource

__all__ = [
    "FoundPassage",
    "IndexRepository",
    "Kept",
    "Narrowed",
    "NewPassage",
    "NewSource",
    "PassageFinder",
]
