"""Skills in their groups."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from candidacy.domain.reading.fields.headings import named
from candidacy.domain.reading.fields.items import LABEL, grid_items, items_of_rows, running_lines
from candidacy.domain.reading.fields.languages import is_level, language_of
from candidacy.domain.reading.fields.rows import Piece, Row, body_size
from candidacy.domain.reading.fields.values import Found, found

_ADDRESS = re.compile(r"\S@\w[\w.-]*\.\w{2}")
_ELSEWHERE = {"interests": "name", "certificates": "name", "awards": "title"}
"""Groups of a skills section that are something else, and the member that names one of it."""
_LEAST_CUT = 5
_CUT_SURETY = 0.5


@dataclass
class Group:
    """Skills with their heading; ``inline`` when heading and skills stand on one line."""

    name: Found | None = None
    keywords: list[Found] = field(default_factory=list)
    inline: bool = False


def read_skills(rows: Sequence[Row]) -> dict[str, list[Any]]:
    """The skill groups, and under their own members the languages, interests ... that stand among them."""
    found_members: dict[str, list[Any]] = {"skills": []}
    most = _CUT_SURETY if _is_cut_off(rows) else 1.0
    for group in skill_groups(_without_second_heading(rows)):
        section = named(group.name.text) if group.name else None
        kind = section.kind if section is not None else None
        tongues = [t for t in (language_of(k) for k in group.keywords) if t]
        if kind == "languages" and tongues and len(tongues) * 2 >= len(group.keywords):
            found_members.setdefault("languages", []).extend(tongues)
        elif kind in _ELSEWHERE:
            member = _ELSEWHERE[kind]
            found_members.setdefault(kind, []).extend({member: keyword} for keyword in group.keywords)
        else:
            keywords = [keyword.at(min(keyword.confidence, most)) for keyword in group.keywords]
            found_members["skills"].append({"name": group.name, "keywords": keywords})
    return found_members


def _without_second_heading(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows without a first one that only says once more that skills follow."""
    again = named(rows[0].text) if len(rows) > 1 and len(rows[0].pieces) == 1 and not rows[0].bullet else None
    return rows[1:] if again is not None and again.exact and again.kind == "skills" else rows


def _is_cut_off(rows: Sequence[Row]) -> bool:
    """Whether the column is so narrow that most words end at its edge: the page then cuts them off."""
    boxes = [row.first.box for row in rows if len(row.first.words) == len(row.pieces) == 1]
    ends = [box.x1 for box in boxes if box is not None]
    size = body_size(rows)
    if len(ends) < _LEAST_CUT or len(ends) * 4 < len(rows) * 3 or not size:
        return False
    left = min(box.x0 for box in boxes if box is not None)
    at_edge = sum(end > max(ends) - 0.6 * size for end in ends)
    return max(ends) - left < 6 * size and at_edge * 5 >= len(ends) * 3


def skill_groups(rows: Sequence[Row]) -> list[Group]:
    """Groups of skills with their headings; skills without a heading make a group without a name."""
    rows = [r for r in rows if any(c.isalnum() for c in r.text) and not _ADDRESS.search(r.text)]
    grid = None if _has_label_column(rows) else grid_items(rows)
    if grid is not None:
        return [Group(keywords=_without_levels(grid))]
    groups: list[Group] = []
    for lines in running_lines(rows):
        _add_lines(groups, lines, rows)
    return [g for g in groups if g.keywords or g.name]


def _add_lines(groups: list[Group], lines: list[Row], rows: Sequence[Row]) -> None:
    first = lines[0]
    label, rest = _label_of(first, rows)
    if label is not None:
        groups.append(Group(label, inline=bool(rest)))
        lines = [replace(first, pieces=rest), *lines[1:]] if rest else lines[1:]
    elif not groups or (groups[-1].inline and groups[-1].name):
        groups.append(Group())
    if lines:
        groups[-1].keywords.extend(_without_levels(items_of_rows(lines)))


def _label_of(row: Row, rows: Sequence[Row]) -> tuple[Found | None, tuple[Piece, ...]]:
    """A row's label and the pieces after it; no pieces when the label has the line to itself."""
    match = LABEL.match(row.first.text)
    if match:
        label = found(match["label"], row.first.start, 0.9)
        after = [w for w in row.first.words if w.start >= row.first.start + match.start("rest")]
        return label, ((row.first.part(after),) if after and match["rest"] else ()) + row.pieces[1:]
    runs = row.first.runs
    standout = runs[0].style.bold or runs[0].style.italic
    if len(runs) > 1 and standout and runs[0].text.rstrip().endswith((":", "–", "-")):
        return found(runs[0].text, runs[0].start, 0.9), (*runs[1:], *row.pieces[1:])
    if _has_label_column(rows) and len(row.pieces) > 1:
        return found(row.first.text, row.first.start, 0.88), row.pieces[1:]
    if not standout or all(r.first.style.bold for r in rows):
        return None, ()
    if len(row.pieces) > 1:
        beside = row.pieces[1]
        is_label = not beside.style.bold and any(c in beside.text for c in ",;|•")
        return (found(row.first.text, row.first.start, 0.88), row.pieces[1:]) if is_label else (None, ())
    alone = len(runs) == 1 and runs[0].style.bold and not row.bullet and "," not in row.text
    return (found(row.text, row.start, 0.85), ()) if alone else (None, ())


def _has_label_column(rows: Sequence[Row]) -> bool:
    """Whether each row is a label and, apart from it, a list: ``Languages    German, English``."""
    if len(rows) < 2 or any(len(row.pieces) != 2 or row.bullet for row in rows):
        return False
    if any(c in row.first.text for row in rows for c in ",;|•"):
        return False
    lists = sum(any(c in row.pieces[1].text for c in ",;|•") for row in rows)
    return lists * 2 >= len(rows)


def _without_levels(items: list[Found]) -> list[Found]:
    return [i for i in items if not is_level(i.text)]
