"""Segments: runs of words on one base line with no wide space between them."""

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from candidacy.domain.reading.characters import is_bullet
from candidacy.domain.reading.draft import DraftWord
from candidacy.domain.resume import Box

_SAME_LINE = 0.35
_SPLIT_AT = 1.0
_NARROW_SPLIT = 0.5
_LEAST_STARTS = 4
_BULLET_REACH = 5.0
_LEAST_SPACED = 5
_WORD_SPACE = 1.5
_IN_WORDS = frozenset("-&'’/.,")


@dataclass(slots=True)
class Segment:
    """Words on one line, left to right, and the box around them."""

    words: list[DraftWord]
    x0: float = 0.0
    x1: float = 0.0
    y0: float = 0.0
    y1: float = 0.0
    baseline: float = 0.0
    size: float = 0.0
    order: int = 0
    text: str = field(default="")

    def __post_init__(self) -> None:
        if len(self.words) == 1:
            largest = self.words[0]
            self.x0, self.y0, self.x1, self.y1 = box_of(largest)
        else:
            lefts, tops, rights, bottoms = zip(*map(box_of, self.words), strict=True)
            self.x0, self.y0, self.x1, self.y1 = min(lefts), min(tops), max(rights), max(bottoms)
            largest = max(self.words, key=lambda word: (len(word.text), not word.mark))
        self.baseline, self.size = largest.baseline, max(largest.style.size, 1.0)
        self.order = min(word.order for word in self.words)
        self.text = " ".join(word.text for word in self.words if word.text)

    def beside(self, other: "Segment") -> bool:
        """Whether both stand on one line."""
        return abs(self.baseline - other.baseline) <= _SAME_LINE * min(self.size, other.size)


def box_of(word: DraftWord) -> Box:
    """The box of a word that has one."""
    return word.box or Box(0, 0, 0, 0)


def segments_of(words: Iterable[DraftWord]) -> list[Segment]:
    """Cut the lines of a page at wide spaces, and at narrower ones where other lines begin below them."""
    rows = _rows(words)
    for row in rows:
        row.sort(key=lambda word: box_of(word).x0)
    rows = [without_letter_spacing(row) for row in rows]
    edges = _edges(rows)
    return [Segment(part) for row in rows for part in _parts(row, edges)]


def merged(segments: list[Segment]) -> Segment:
    """One segment of several that stand on one line, with the spaces between them marked."""
    ordered = sorted(segments, key=lambda segment: segment.x0)
    words = [word for segment in ordered for word in segment.words]
    mark_gaps(words)
    row = Segment(words)
    row.baseline = ordered[0].baseline
    return row


def mark_gaps(words: list[DraftWord]) -> None:
    """Mark the words before which there is a wide space."""
    for before, after in itertools.pairwise(words):
        space = box_of(after).x0 - box_of(before).x1
        after.gap = space > _SPLIT_AT * max(before.style.size, after.style.size, 4.0)


def _rows(words: Iterable[DraftWord]) -> list[list[DraftWord]]:
    rows: list[list[DraftWord]] = []
    open_rows: list[list[DraftWord]] = []
    for word in sorted(words, key=lambda word: word.baseline):
        for row in open_rows:
            if abs(row[0].baseline - word.baseline) <= _SAME_LINE * max(
                min(row[0].style.size, word.style.size), 3
            ):
                row.append(word)
                break
        else:
            rows.append([word])
            open_rows = [row for row in open_rows if word.baseline - row[0].baseline < 40][-6:]
            open_rows.append(rows[-1])
    return rows


def without_letter_spacing(row: list[DraftWord]) -> list[DraftWord]:
    """The words of a line, with letters put together that are set apart: ``S K I L L S``."""
    if sum(map(_is_letter, row)) < _LEAST_SPACED:
        return row
    result: list[DraftWord] = []
    for letters, group in itertools.groupby(row, key=lambda word: (_is_letter(word), word.style)):
        words = list(group)
        if letters[0] and len(words) >= _LEAST_SPACED:
            result.extend(_put_together(words))
        else:
            result.extend(words)
    return result


def _is_letter(word: DraftWord) -> bool:
    return len(word.text) == 1 and (word.text.isalnum() or word.text in _IN_WORDS)


def _put_together(letters: list[DraftWord]) -> list[DraftWord]:
    """The words that letters make: between words there is more space than between letters."""
    spaces = [_space(a, b) for a, b in pairwise(letters)]
    usual = median(spaces)
    words = [letters[0]]
    for letter, space in zip(letters[1:], spaces, strict=True):
        last = words[-1]
        if space > _WORD_SPACE * usual + 0.05:
            words.append(letter)
            continue
        last.text += letter.text
        one, other = box_of(last), box_of(letter)
        last.box = Box(one.x0, min(one.y0, other.y0), other.x1, max(one.y1, other.y1))
    return words


def _edges(rows: list[list[DraftWord]]) -> frozenset[int]:
    """Where several lines begin, at the margin or after a wide space."""
    starts: Counter[int] = Counter()
    for row in rows:
        starts[round(box_of(row[0]).x0)] += 1
        starts.update(round(box_of(b).x0) for a, b in pairwise(row) if _space(a, b) > _NARROW_SPLIT)
    return frozenset(x for x, count in starts.items() if count >= _LEAST_STARTS)


def _space(before: DraftWord, after: DraftWord) -> float:
    """The space between two words in sizes of their type."""
    return (box_of(after).x0 - box_of(before).x1) / max(before.style.size, after.style.size, 4.0)


def _parts(row: list[DraftWord], edges: frozenset[int]) -> list[list[DraftWord]]:
    parts = [[row[0]]]
    for word in row[1:]:
        before = parts[-1][-1]
        alone = len(parts[-1]) == 1 and (bool(before.mark) or is_bullet(before.text))
        narrow = _NARROW_SPLIT if round(box_of(word).x0) in edges else _SPLIT_AT
        if _space(before, word) > (_BULLET_REACH if alone else narrow):
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts
