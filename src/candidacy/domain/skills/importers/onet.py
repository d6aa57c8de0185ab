"""O*NET, the American database of occupations, from its tab-delimited text download."""

import re
from collections.abc import Callable, Iterable, Mapping

from candidacy.domain.skills.concepts import ConceptKind
from candidacy.domain.skills.importers.draft import Draft, Drafts
from candidacy.domain.skills.importers.tables import Row, Table

_CODE = "O*NET-SOC Code"
_VERSION = re.compile(r"O\*NET (\d+(?:\.\d+)?) Database")
_NONE = {"", "n/a"}


def _occupation(code: str) -> str:
    return f"onet:{code.strip()}"


def _occupations(drafts: Drafts, rows: Iterable[Row]) -> None:
    for row in rows:
        uri = _occupation(row[_CODE])
        drafts[uri] = Draft(uri, row["Title"].strip(), ConceptKind.OCCUPATION)


def _titles(drafts: Drafts, rows: Iterable[Row]) -> None:
    for row in rows:
        draft = drafts.get(_occupation(row[_CODE]))
        names = (row.get(c, "").strip() for c in ("Alternate Title", "Short Title", "Reported Job Title"))
        if draft:
            draft.aliases |= dict.fromkeys(n for n in names if n not in _NONE)


def _related(drafts: Drafts, rows: Iterable[Row]) -> None:
    for row in rows:
        draft = drafts.get(_occupation(row[_CODE]))
        if draft:
            draft.related[_occupation(row["Related O*NET-SOC Code"])] = None


def _technology(drafts: Drafts, rows: Iterable[Row]) -> None:
    for row in rows:
        label, group = row["Example"].strip(), f"onet:commodity/{row['Commodity Code'].strip()}"
        uri = f"onet:technology/{re.sub(r'[^a-z0-9+#.]+', '-', label.lower()).strip('-')}"
        drafts.setdefault(group, Draft(group, row["Commodity Title"].strip(), ConceptKind.KNOWLEDGE))
        drafts.setdefault(uri, Draft(uri, label, ConceptKind.KNOWLEDGE)).broader[group] = None


_Reader = Callable[[Drafts, Iterable[Row]], None]

_KINDS: Mapping[str, tuple[frozenset[str], _Reader]] = {
    "occupations": (frozenset({_CODE, "Title", "Description"}), _occupations),
    "alternate titles": (frozenset({_CODE, "Alternate Title"}), _titles),
    "reported titles": (frozenset({_CODE, "Reported Job Title"}), _titles),
    "technology skills": (frozenset({_CODE, "Example", "Commodity Code", "Commodity Title"}), _technology),
    "related occupations": (frozenset({_CODE, "Related O*NET-SOC Code"}), _related),
}


def recognise(columns: frozenset[str]) -> str | None:
    """The kind of O*NET file with these columns, or None."""
    return next((kind for kind, (needed, _) in _KINDS.items() if needed <= columns), None)


def version_in(text: str) -> str | None:
    """The release that the download's read-me names."""
    found = _VERSION.search(text)
    return found.group(1) if found else None


def read(tables: Iterable[tuple[str, Table]]) -> Drafts:
    """The concepts of recognised tables, each with its kind, in whatever order they come."""
    order = list(_KINDS)
    drafts: Drafts = {}
    for kind, table in sorted(tables, key=lambda pair: order.index(pair[0])):
        _KINDS[kind][1](drafts, table.rows())
    return drafts
