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
COMMON = 8
"""Words that one CV in so many has are kept as a row over all CVs, which is summed up faster than a list."""
LONG = 4
"""Lists that are so many times longer than the CVs which are looked for are searched and not read through."""


@dataclass(slots=True)
class Segment:
    """CVs by their place in this segment; ``alive`` says which of them still are what they were.

    Of most keys the list of CVs is kept, of common words a row over all of them, 0 where a CV lacks the word.
    """

    ids: NDArray[np.void]
    keys: NDArray[np.uint32]
    starts: NDArray[np.int64]
    places: NDArray[np.uint16]
    """Of each key in order."""
    values: NDArray[np.uint8]
    common: NDArray[np.uint32]
    """Words that are in ``rows`` and not in ``keys``, in order."""
    rows: NDArray[np.uint8]
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
        arrays = (
            self.ids,
            self.keys,
            self.starts,
            self.places,
            self.values,
            self.rows,
            self.years,
            self.alive,
        )
        return sum(int(a.nbytes) for a in arrays) + 2 * len(self)

    def ranges(self, keys: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """For each key where its CVs begin and end; both the same where no CV has it."""
        at = np.searchsorted(self.keys, keys)
        known = self.keys.take(at, mode="clip") == keys if len(self.keys) else np.zeros(len(keys), np.bool_)
        begin = self.starts.take(at, mode="clip")
        end = self.starts.take(at + 1, mode="clip")
        return np.where(known, begin, 0), np.where(known, end, 0)

    def row_of(self, keys: NDArray[np.uint32]) -> NDArray[np.int64]:
        """For each key its place in ``rows``; -1 where it is no common word."""
        if not len(self.common):
            return np.full(len(keys), -1, dtype=np.int64)
        at = np.searchsorted(self.common, keys)
        return np.where(self.common.take(at, mode="clip") == keys, at, -1)

    def held_by(self, keys: NDArray[np.uint32]) -> NDArray[np.int64]:
        """What it costs to sum up each key, in CVs of a list; a row is quicker than as long a list."""
        begin, end = self.ranges(keys)
        return np.where(self.row_of(keys) >= 0, len(self) // COMMON, end - begin)

    def select(self, chosen: NDArray[np.int64], keys: NDArray[np.uint32]) -> "Segment":
        """A segment of these places alone, with these keys alone, both in order; all its words are rows."""
        begin, end = self.ranges(keys)
        row = self.row_of(keys)
        lists, common = np.flatnonzero(end > begin), np.flatnonzero(row >= 0)
        which, places, values = self._among(chosen, begin[lists], end[lists])
        words = is_word(keys) & ((end > begin) | (row >= 0))
        number, of_word = np.cumsum(words) - 1, words[lists][which]
        rows = np.zeros((int(words.sum()), len(chosen)), dtype=np.uint8)
        rows[number[common]] = self.rows[np.ix_(row[common], chosen)]
        rows[number[lists[which[of_word]]], places[of_word]] = values[of_word]
        others = np.flatnonzero(~words[lists])
        return Segment(
            ids=self.ids[chosen],
            keys=keys[lists[others]],
            starts=np.append(0, np.cumsum(np.bincount(which, minlength=len(lists))[others])),
            places=places[~of_word].astype(np.uint16),
            values=values[~of_word],
            common=keys[words],
            rows=rows,
            years=self.years[chosen],
            seniority=self.seniority[chosen],
            degree=self.degree[chosen],
        )

    def _among(
        self, chosen: NDArray[np.int64], begin: NDArray[np.int64], end: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]:
        """What lists say of the chosen: which list, the place among the chosen, and the value."""
        at = np.full(len(self), -1, dtype=np.int32)
        at[chosen] = np.arange(len(chosen), dtype=np.int32)
        lengths = end - begin
        long = lengths > LONG * len(chosen)
        short = np.flatnonzero(~long)
        parts = [slice(a, b) for a, b in zip(begin[short].tolist(), end[short].tolist(), strict=True)]
        mine = at[np.concatenate([self.places[part] for part in parts] or [self.places[:0]])]
        kept = np.flatnonzero(mine >= 0)
        which = [np.repeat(short, lengths[short])[kept]]
        places = [mine[kept].astype(np.int64)]
        values = [np.concatenate([self.values[part] for part in parts] or [self.values[:0]])[kept]]
        sought = chosen.astype(np.uint16)
        for number in np.flatnonzero(long).tolist():
            part = slice(begin[number], end[number])
            found = self.places[part].searchsorted(sought)
            here = np.flatnonzero(self.places[part].take(found, mode="clip") == sought)
            which.append(np.full(len(here), number))
            places.append(here)
            values.append(self.values[part][found[here]])
        order = np.argsort(every := np.concatenate(which), kind="stable")
        return every[order], np.concatenate(places)[order], np.concatenate(values)[order]


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
        np.where(is_word(keys), np.maximum(strengths, 1).astype(np.uint8), values),
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
        rows, columns = np.nonzero(segment.rows)
        listed = np.repeat(segment.keys, np.diff(segment.starts))
        where = np.concatenate([segment.places, columns])
        kept = segment.alive[where]
        keys.append(np.concatenate([listed, segment.common[rows]])[kept])
        places.append(at[where[kept]].astype(np.uint16))
        values.append(np.concatenate([segment.values, segment.rows[rows, columns]])[kept])
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
    # Key, place and value in one number each are sorted several times faster than an order is found for them.
    pairs = keys.astype(np.uint64) << 24
    pairs |= places.astype(np.uint64) << 8
    pairs |= values
    pairs.sort()
    keys, places, values = (
        (pairs >> 24).astype(np.uint32),
        (pairs >> 8).astype(np.uint16),
        pairs.astype(np.uint8),
    )
    starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else np.empty(0, np.int64)
    unique, counts = keys[starts], np.diff(np.append(starts, len(keys)))
    count = len(of_each["ids"])
    common = is_word(unique) & (counts * COMMON >= count)
    rows = np.zeros((int(common.sum()), count), dtype=np.uint8)
    for row, first, held in zip(rows, starts[common], counts[common], strict=True):
        row[places[first : first + held]] = values[first : first + held]
    listed = np.repeat(~common, counts)
    return Segment(
        keys=unique[~common],
        starts=np.append(0, np.cumsum(counts[~common])).astype(np.int64),
        places=places[listed],
        values=values[listed],
        common=unique[common],
        rows=rows,
        **of_each,
    )
