"""Hard facts that a search may ask for. What a CV does not say is its own value, never a pass."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from candidacy.domain.postings.education import degree_rank
from candidacy.domain.retrieval.traits import ANY_LANGUAGE, NONE, other_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from candidacy.domain.retrieval.segment import Segment

    Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Filters:
    """Years of dated work, a degree, a language, skills that must be there.

    ``unknown`` says whether a CV stays that does not state its dates, its degree or any language: a choice
    of whoever searches. A skill that is not shown is not there.
    """

    years: float | None = None
    degree: str | None = None
    language: str | None = None
    skills: tuple[str, ...] = ()
    unknown: bool = True

    def __bool__(self) -> bool:
        return bool(self.years or self.degree or self.language or self.skills)

    def mask(self, segment: Segment) -> Mask:
        """Which CVs of a segment pass."""
        import numpy as np  # 10 MB, for who searches; whoever only names what is asked for has no need of it.

        passing = np.ones(len(segment), dtype=np.bool_)
        if self.years:
            passing &= self._or_unknown(segment.years >= self.years, segment.years == 0)
        if self.degree:
            known = segment.degree != NONE
            passing &= self._or_unknown(known & (segment.degree >= degree_rank(self.degree)), ~known)
        if self.language:
            spoken = _having(segment, other_key("l", self.language))
            passing &= self._or_unknown(spoken, ~_having(segment, other_key("l", ANY_LANGUAGE)))
        return reduce(np.logical_and, (_having(segment, other_key("c", s)) for s in self.skills), passing)

    def _or_unknown(self, met: Mask, unknown: Mask) -> Mask:
        return met | unknown if self.unknown else met


def _having(segment: Segment, key: int) -> Mask:
    import numpy as np

    begin, end = segment.ranges(np.array([key], dtype=np.uint32))
    found = np.zeros(len(segment), dtype=np.bool_)
    found[segment.places[begin[0] : end[0]]] = True
    return found
