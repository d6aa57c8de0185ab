"""Text put together from pieces, that still knows where each character stands in the document."""

from collections.abc import Iterable
from dataclasses import dataclass

from candidacy.domain.reading.fields.rows import Piece, Row
from candidacy.domain.reading.fields.values import Found, found


@dataclass(frozen=True)
class Flow:
    """Pieces joined by single spaces."""

    text: str
    parts: tuple[tuple[int, int, int], ...]
    """Where each part begins and ends in ``text``, and where it begins in the document."""

    @classmethod
    def of(cls, pieces: Iterable[Piece], by: str = " ") -> "Flow":
        text, parts = "", []
        for piece in pieces:
            lead = by if text else ""
            parts.append((len(text) + len(lead), len(text) + len(lead) + len(piece.text), piece.start))
            text += lead + piece.text
        return cls(text, tuple(parts))

    @classmethod
    def of_rows(cls, rows: Iterable[Iterable[Piece]]) -> "Flow":
        """Rows joined by spaces, the pieces within a row by tabs."""
        text, parts = "", []
        for row in rows:
            by = " "
            for piece in row:
                lead = by if text else ""
                parts.append((len(text) + len(lead), len(text) + len(lead) + len(piece.text), piece.start))
                text += lead + piece.text
                by = "\t"
        return cls(text, tuple(parts))

    def ranges(self, begin: int, stop: int) -> tuple[tuple[int, int], ...]:
        """The document's ranges of ``text[begin:stop]``."""
        found = []
        for start, end, offset in self.parts:
            a, b = max(begin, start), min(stop, end)
            if a < b:
                found.append((offset + a - start, offset + b - start))
        return tuple(found)

    def cut(self, begin: int, stop: int, confidence: float = 0.9) -> Found:
        """``text[begin:stop]`` as a value, without the separators around it."""
        bare = found(self.text[begin:stop], begin, confidence)
        start, end = bare.ranges[0]
        return Found(bare.text, self.ranges(start, end), confidence)

    def whole(self, confidence: float = 0.9) -> Found:
        return self.cut(0, len(self.text), confidence)


def paragraph(rows: Iterable[Row], confidence: float = 0.9) -> Found:
    """The text of rows that run on from one another, words that a line end parts put together."""
    texts: list[str] = []
    ranges: list[tuple[int, int]] = []
    for row in rows:
        for piece in row.pieces:
            ranges.append((piece.start, piece.end))
            if texts and texts[-1].endswith("-") and piece.text[:1].islower() and texts[-1][-2:-1].isalpha():
                texts[-1] = texts[-1] + piece.text
            else:
                texts.append(piece.text)
    return Found(" ".join(texts).strip(), tuple(ranges), confidence)
