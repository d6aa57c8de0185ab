"""What people said of CVs moves those like them, by a few points at most (Rocchio's idea, within bounds)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from candidacy.domain.retrieval.traits import is_word

MOST = 5.0
"""Points that feedback can add or take away."""
AGAINST = 0.5
"""How much what is not relevant counts beside what is."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The skills and titles of CVs that were called relevant, less those of CVs that were not."""

    keys: NDArray[np.uint32]
    weights: NDArray[np.float64]

    def of(self, keys: bytes) -> float:
        """Points for a CV with these keys, from -MOST to MOST, to one decimal."""
        mine = _skills(keys)
        if not len(mine) or not len(self.keys):
            return 0.0
        near = float(self.weights[np.isin(self.keys, mine)].sum()) / float(np.sqrt(len(mine)))
        return round(MOST * max(-1.0, min(1.0, near)), 1)


def likeness_of(relevant: Sequence[bytes], not_relevant: Sequence[bytes]) -> Likeness | None:
    """The likeness from the keys of the CVs that were judged; None where none was."""
    if not relevant and not not_relevant:
        return None
    sums: dict[int, float] = {}
    for cvs, weight in ((relevant, 1.0), (not_relevant, -AGAINST)):
        for keys in cvs:
            mine = _skills(keys)
            for key in mine.tolist():
                sums[key] = sums.get(key, 0.0) + weight / len(cvs) / float(np.sqrt(len(mine)))
    found = sorted(sums)
    return Likeness(np.array(found, dtype=np.uint32), np.array([sums[key] for key in found]))


def _skills(keys: bytes) -> NDArray[np.uint32]:
    every = np.frombuffer(keys, dtype="<u4")
    return every[~is_word(every)]
