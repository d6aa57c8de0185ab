"""How much a text of the CV answers of what a posting asks for."""

from dataclasses import dataclass
from functools import lru_cache

from candidacy.domain.matching import PreparedPosting
from candidacy.domain.matching.asked import Asked
from candidacy.domain.matching.words import stems
from candidacy.domain.postings import Importance
from candidacy.domain.skills import Taxonomy, find_skills

_NICE = 0.35
_LEAST = 0.34
"""Of a requirement: less in common with it is chance."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a text is worth for a posting, and the requirements that it answers, best first."""

    worth: float
    requirements: tuple[str, ...]


class Relevance:
    """Texts held against one posting; each is looked at once."""

    def __init__(self, prepared: PreparedPosting, taxonomy: Taxonomy) -> None:
        self._asked = [a for a in prepared.asked if a.component is not None]
        self._taxonomy = taxonomy
        self.of = lru_cache(maxsize=4096)(self._of)

    def _of(self, text: str) -> Answer:
        uris = {m.uri for m in find_skills(text, self._taxonomy)}
        own = frozenset(stems(text))
        found = [
            (self._weight(a) * s, a.requirement.text) for a in self._asked if (s := _shared(a, uris, own))
        ]
        found.sort(key=lambda one: -one[0])
        return Answer(round(sum(w for w, _ in found), 2), tuple(dict.fromkeys(t for _, t in found)))

    @staticmethod
    def _weight(asked: Asked) -> float:
        return asked.weight * (1.0 if asked.requirement.importance is Importance.MUST else _NICE)


def _shared(asked: Asked, uris: set[str], own: frozenset[str]) -> float:
    """How far a text answers a requirement, 0 to 1: by a concept, or by its words."""
    by_concept = max((asked.fits[u].strength for u in uris if u in asked.fits), default=0.0)
    parts = [max((p[u].strength for u in uris if u in p), default=0.0) for p in asked.parts]
    total = sum(w for _, w in asked.stems)
    by_words = sum(w for s, w in asked.stems if s in own) / total if total else 0.0
    best = max(by_concept, sum(parts) / len(parts) if parts else 0.0, by_words if by_words >= _LEAST else 0.0)
    return best if best >= _LEAST else 0.0
