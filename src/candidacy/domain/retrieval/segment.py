"""Some ten thousand CVs turned on their side: for each key the CVs that have it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from candidacy.domain.matching.formula import word_strength
from candidacy.domain.retrieval.traits import Traits, is_word

LARGEST = 65_536
"""CVs of a segment, so that a place in it fits 16 bits and its sums fit the processor's cache."""
FULL = 255
"""What a word's strength of 1 is kept as."""


@dataclass(slots=True)
class Segment:
    """CVs by their place in this segment; ``alive`` says which of them still are what they were."""

    ids: NDArray[np.void]
    keys: NDArray[np.uint32]
    starts: NDArray[np.int64]
    places: NDArray[np.uint16]
    values: NDArray[np.uint8]
    years: NDArray[np.float32]
    seniority: NDArray[np.uint8]
    degree: NDArray[np.uint8]
    alive: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        self.alive = np.ones(len(self.ids), dtype=np.bool_)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def nbytes(self) -> int:
        arrays = (self.ids, self.keys, self.starts, self.places, self.values, self.years, self.alive)
        return sum(int(a.nbytes) for a in arrays) + 2 * len(self)

    def ranges(self, keys: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """For each key where its CVs begin and end; both the same where no CV has it."""
        at = np.searchsorted(self.keys, keys)
        known = self.keys.take(at, mode="clip") == keys if len(self.keys) else np.zeros(len(keys), np.bool_)
        begin = self.starts.take(at, mode="clip")
        end = self.starts.take(at + 1, mode="clip")
        return np.where(known, begin, 0), np.where(known, end, 0)

    def select(self, chosen: NDArray[np.int64], keys: NDArray[np.uint32]) -> "Segment":
        """A segment of these places alone, with these keys alone; ``keys`` in order."""
        at = np.full(len(self), -1, dtype=np.int32)
        at[chosen] = np.arange(len(chosen), dtype=np.int32)
        begin, end = self.ranges(keys)
        held = np.flatnonzero(end > begin)
        parts = [slice(begin[i], end[i]) for i in held]
        places = at[np.concatenate([self.places[p] for p in parts])] if parts else np.empty(0, np.int32)
        values = np.concatenate([self.values[p] for p in parts]) if parts else np.empty(0, np.uint8)
        kept = np.flatnonzero(places >= 0)
        edges = np.append(0, np.cumsum((end - begin)[held]))
        return Segment(
            ids=self.ids[chosen],
            keys=keys[held],
            starts=np.searchsorted(kept, edges).astype(np.int64),
            places=places[kept].astype(np.uint16),
            values=values[kept],
            years=self.years[chosen],
            seniority=self.seniority[chosen],
            degree=self.degree[chosen],
        )


def build_segment(rows: Sequence[tuple[bytes, Traits]]) -> Segment:
    """A segment of at most ``LARGEST`` CVs, each with the 16 bytes of its id."""
    lengths = np.array([len(t.values) for _, t in rows], dtype=np.int64)
    keys = np.frombuffer(b"".join(t.keys for _, t in rows), dtype="<u4")
    values = np.frombuffer(b"".join(t.values for _, t in rows), dtype=np.uint8)
    words = np.repeat(np.array([t.length for _, t in rows], dtype=np.float32), lengths)
    strengths = np.rint(FULL * word_strength(values.astype(np.float32), words))  # type: ignore[arg-type]
    return _turned(
        keys,
        np.repeat(np.arange(len(rows), dtype=np.uint16), lengths),
        np.where(is_word(keys), strengths.astype(np.uint8), values),
        ids=np.frombuffer(b"".join(i for i, _ in rows), dtype="V16"),
        years=np.array([t.years for _, t in rows], dtype=np.float32),
        seniority=np.array([t.seniority for _, t in rows], dtype=np.uint8),
        degree=np.array([t.degree for _, t in rows], dtype=np.uint8),
    )


def merge_segments(segments: Sequence[Segment]) -> Segment:
    """One segment of those that are alive in several, in the same order."""
    keys, places, values, before = [], [], [], 0
    for segment in segments:
        at = np.cumsum(segment.alive, dtype=np.int64) - 1 + before
        kept = segment.alive[segment.places]
        keys.append(np.repeat(segment.keys, np.diff(segment.starts))[kept])
        places.append(at[segment.places[kept]].astype(np.uint16))
        values.append(segment.values[kept])
        before += int(segment.alive.sum())
    return _turned(
        np.concatenate(keys),
        np.concatenate(places),
        np.concatenate(values),
        ids=np.concatenate([s.ids[s.alive] for s in segments]),
        years=np.concatenate([s.years[s.alive] for s in segments]),
        seniority=np.concatenate([s.seniority[s.alive] for s in segments]),
        degree=np.concatenate([s.degree[s.alive] for s in segments]),
    )


def _turned(
    keys: NDArray[np.uint32], places: NDArray[np.uint16], values: NDArray[np.uint8], **of_each: NDArray[Any]
) -> Segment:
    """The segment of pairs of key and CV in any order."""
    order = np.argsort(keys, kind="stable")
    unique, starts = np.unique(keys[order], return_index=True)
    return Segment(
        keys=unique.astype(np.uint32),
        starts=np.append(starts, len(keys)).astype(np.int64),
        places=places[order],
        values=values[order],
        **of_each,
    )
