"""ESCO, the European classification of skills and occupations, from its CSV download (v1.0 to v1.2).

Skills and occupations carry their labels; hierarchy and relations come from files of their own. The columns
decide what a file is, so partial downloads and joined copies work too.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from candidacy.domain.skills.concepts import ConceptKind
from candidacy.domain.skills.importers.draft import Draft, Drafts
from candidacy.domain.skills.importers.tables import Row, Table

_SEPARATOR = re.compile(r"\s*[\n|]\s*")
_SKILL_TYPES = {"knowledge": ConceptKind.KNOWLEDGE, "language": ConceptKind.LANGUAGE}
_OBSOLETE = {"obsolete", "deprecated"}


def _split(text: str) -> list[str]:
    return [part for part in _SEPARATOR.split(text.strip()) if part]


def _draft(drafts: Drafts, row: Row, kind: ConceptKind) -> Draft | None:
    uri, label = row["conceptUri"].strip(), row["preferredLabel"].strip()
    if not uri or not label or row.get("status", "").strip().lower() in _OBSOLETE:
        return None
    draft = drafts.setdefault(uri, Draft(uri, label, kind))
    draft.aliases |= dict.fromkeys(_split(row.get("altLabels", "")))
    draft.aliases |= dict.fromkeys(_split(row.get("hiddenLabels", "")))
    draft.broader |= dict.fromkeys(_split(row.get("broaderConceptUri", "")))
    return draft


def _skills(drafts: Drafts, rows: Iterable[Row]) -> None:
    for row in rows:
        _draft(drafts, row, _SKILL_TYPES.get(row["skillType"].strip().lower(), ConceptKind.SKILL))


def _groups(drafts: Drafts, rows: Iterable[Row]) -> None:
    for row in rows:
        occupations = "isco" in row["conceptUri"].lower()
        _draft(drafts, row, ConceptKind.OCCUPATION if occupations else ConceptKind.SKILL)


def _occupations(drafts: Drafts, rows: Iterable[Row]) -> None:
    for row in rows:
        draft = _draft(drafts, row, ConceptKind.OCCUPATION)
        if draft and row["iscoGroup"].strip():
            draft.broader[f"http://data.europa.eu/esco/isco/C{row['iscoGroup'].strip().lstrip('C')}"] = None


def _broader(drafts: Drafts, rows: Iterable[Row]) -> None:
    for row in rows:
        draft = drafts.get(row["conceptUri"].strip())
        if draft:
            draft.broader[row["broaderUri"].strip()] = None


def _relations(drafts: Drafts, rows: Iterable[Row]) -> None:
    for row in rows:
        draft = drafts.get(row["originalSkillUri"].strip())
        if draft:
            draft.related[row["relatedSkillUri"].strip()] = None


def _hierarchy(drafts: Drafts, rows: Iterable[Row]) -> None:
    for row in rows:
        above = None
        for level in range(4):
            uri, label = row[f"Level {level} URI"].strip(), row[f"Level {level} preferred term"].strip()
            if not uri or not label:
                break
            draft = drafts.setdefault(uri, Draft(uri, label, ConceptKind.SKILL))
            if above:
                draft.broader[above] = None
            above = uri


_Reader = Callable[[Drafts, Iterable[Row]], None]

_KINDS: Mapping[str, tuple[frozenset[str], _Reader]] = {
    "occupations": (frozenset({"conceptUri", "preferredLabel", "altLabels", "iscoGroup"}), _occupations),
    "skills": (frozenset({"conceptUri", "preferredLabel", "altLabels", "skillType"}), _skills),
    "groups": (frozenset({"conceptType", "conceptUri", "preferredLabel", "altLabels", "code"}), _groups),
    "hierarchy": (frozenset({"Level 0 URI", "Level 0 preferred term", "Level 3 URI"}), _hierarchy),
    "broader relations": (frozenset({"conceptUri", "broaderUri"}), _broader),
    "skill relations": (frozenset({"originalSkillUri", "relationType", "relatedSkillUri"}), _relations),
}
"""What each kind of file is called, the columns it is known by, and its reader; concepts before relations."""


def recognise(columns: frozenset[str]) -> str | None:
    """The kind of ESCO file with these columns, or None."""
    return next((kind for kind, (needed, _) in _KINDS.items() if needed <= columns), None)


def read(tables: Iterable[tuple[str, Table]]) -> Drafts:
    """The concepts of recognised tables, each with its kind, in whatever order they come."""
    order = list(_KINDS)
    drafts: Drafts = {}
    for kind, table in sorted(tables, key=lambda pair: (order.index(pair[0]), -len(pair[1].data))):
        _KINDS[kind][1](drafts, table.rows())
    return drafts
