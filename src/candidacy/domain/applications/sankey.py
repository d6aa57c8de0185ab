"""A funnel as a drawing: bars in columns, ribbons between them, all in the numbers of the funnel."""

from collections import defaultdict
from dataclasses import dataclass

from candidacy.domain.applications.figures import Funnel
from candidacy.domain.applications.stages import PATH, Category

WIDTH, HEIGHT = 920.0, 320.0
BAR, GAP, LABEL = 12.0, 18.0, 110.0


@dataclass(frozen=True, slots=True)
class SankeyBar:
    """A category; ``height`` is its count on the drawing's scale."""

    category: Category
    count: int
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Applications on their way: an SVG path to be stroked in the width of their count."""

    source: Category
    target: Category
    count: int
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Sankey:
    """The drawing, ``width`` by ``height`` units."""

    bars: tuple[SankeyBar, ...]
    ribbons: tuple[Ribbon, ...]
    width: float = WIDTH
    height: float = HEIGHT


def draw(funnel: Funnel) -> Sankey:
    """Place bars by their column and ribbons on them in order, so that no more leaves a bar than it holds."""
    columns: dict[int, list[tuple[Category, int]]] = defaultdict(list)
    for node in funnel.nodes:
        columns[_column(node.category)].append((node.category, node.count))
    scale = _scale(columns)
    step = (WIDTH - LABEL - BAR) / (len(PATH) - 1)
    bars: dict[Category, SankeyBar] = {}
    for column, members in columns.items():
        y = 0.0
        for category, count in members:
            height = max(2.0, count * scale)
            bars[category] = SankeyBar(
                category, count, round(column * step, 1), round(y, 1), round(height, 1)
            )
            y += height + GAP
    return Sankey(tuple(bars.values()), _ribbons(funnel, bars, scale))


def _column(category: Category) -> int:
    """The ends of a way stand in the last column, below one another."""
    return PATH.index(category) if category in PATH else len(PATH) - 1


def _scale(columns: dict[int, list[tuple[Category, int]]]) -> float:
    """Units for one application, so that the fullest column just fits."""
    fits = [
        (HEIGHT - GAP * (len(members) - 1)) / sum(count for _, count in members)
        for members in columns.values()
    ]
    return min(fits, default=0.0)


def _ribbons(funnel: Funnel, bars: dict[Category, SankeyBar], scale: float) -> tuple[Ribbon, ...]:
    left: dict[Category, float] = defaultdict(float)
    came: dict[Category, float] = defaultdict(float)
    made = []
    for flow in funnel.flows:
        source, target = bars[flow.source], bars[flow.target]
        width = flow.count * scale
        x0, x1 = source.x + BAR, target.x
        y0 = source.y + left[flow.source] + width / 2
        y1 = target.y + came[flow.target] + width / 2
        left[flow.source] += width
        came[flow.target] += width
        middle = (x0 + x1) / 2
        path = f"M{x0:.1f} {y0:.1f}C{middle:.1f} {y0:.1f} {middle:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
        made.append(Ribbon(flow.source, flow.target, flow.count, path, round(width, 2)))
    return tuple(made)
