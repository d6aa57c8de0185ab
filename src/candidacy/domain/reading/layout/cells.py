"""Cells of a row whose text goes on under itself: their lines belong together, before the next cell."""

from candidacy.domain.reading.layout.segments import Segment, box_of
from candidacy.domain.reading.layout.sides import CLOSE

_EDGE = 2.0
Row = list[Segment]


def with_wrapped_cells(rows: list[Row]) -> list[Row]:
    """The rows, with those joined to the row above that are only what did not fit into its cells."""
    result: list[Row] = []
    for row in rows:
        cells = _continued(result[-1], row) if result and len(result[-1]) > 1 else None
        if cells is None:
            result.append(sorted(row, key=lambda s: s.x0))
            continue
        for index, rest in cells.items():
            result[-1][index] = _longer(result[-1][index], rest)
    return result


def _continued(above: Row, below: Row) -> dict[int, Segment] | None:
    """Which cell each piece of the lower row continues; None unless each continues one."""
    orders = sorted(s.order for s in (*above, *below))
    cells: dict[int, Segment] = {}
    for piece in below:
        index = next((i for i, cell in enumerate(above[:-1]) if _goes_on(cell, piece, above[i + 1])), None)
        if index is None and _goes_on(above[-1], piece, None) and len(below) > 1:
            index = len(above) - 1
        if index is None or orders.index(piece.order) != orders.index(above[index].order) + 1:
            return None
        cells[index] = piece
    return cells


def _goes_on(cell: Segment, piece: Segment, following: Segment | None) -> bool:
    """Whether a piece stands under a cell, looks like it, and did not fit into it."""
    last, first = cell.words[-1], piece.words[0]
    close = 0 < piece.baseline - last.baseline < CLOSE * piece.size
    if abs(cell.x0 - piece.x0) > _EDGE or not close or last.style != first.style:
        return False
    if following is None:
        return True
    first_width = box_of(first).x1 - box_of(first).x0
    return (
        piece.x1 < following.x0
        and box_of(last).x1 + first_width + 0.5 * piece.size > following.x0 - piece.size
    )


def _longer(cell: Segment, rest: Segment) -> Segment:
    baseline, order = cell.baseline, cell.order
    result = Segment([*cell.words, *rest.words])
    result.baseline, result.order = baseline, max(order, rest.order)
    return result
