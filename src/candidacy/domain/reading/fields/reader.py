"""The whole CV: its sections, each read by the reader for its kind."""

from collections.abc import Callable, Sequence
from typing import Any

from candidacy.domain.reading.document import Document
from candidacy.domain.reading.fields.contact import Contact, basics_of, read_contact
from candidacy.domain.reading.fields.education import read_studies
from candidacy.domain.reading.fields.flow import paragraph
from candidacy.domain.reading.fields.headline import read_titles
from candidacy.domain.reading.fields.items import read_items
from candidacy.domain.reading.fields.languages import read_languages
from candidacy.domain.reading.fields.lexicon import tokens
from candidacy.domain.reading.fields.person import read_label, read_name, read_summary
from candidacy.domain.reading.fields.projects import read_projects
from candidacy.domain.reading.fields.records import (
    read_awards,
    read_certificates,
    read_publications,
    read_references,
)
from candidacy.domain.reading.fields.rows import Row, body_size, rows_of
from candidacy.domain.reading.fields.sections import HEAD, Section, sections_of
from candidacy.domain.reading.fields.skills import read_skills
from candidacy.domain.reading.fields.unsectioned import read_unsectioned
from candidacy.domain.reading.fields.values import Found
from candidacy.domain.reading.fields.work import read_jobs

Reader = Callable[[Sequence[Row], Document], list[Any]]


def _volunteering(rows: Sequence[Row], _: Document) -> list[Any]:
    return read_jobs(rows, employer="organization")


_READERS: dict[str, tuple[str, Reader]] = {
    "work": ("work", lambda rows, _: read_jobs(rows)),
    "volunteer": ("volunteer", _volunteering),
    "education": ("education", lambda rows, _: read_studies(rows)),
    "languages": ("languages", lambda rows, _: read_languages(rows)),
    "certificates": ("certificates", lambda rows, _: read_certificates(rows)),
    "projects": ("projects", read_projects),
    "publications": ("publications", lambda rows, _: read_publications(rows)),
    "awards": ("awards", lambda rows, _: read_awards(rows)),
    "interests": ("interests", lambda rows, _: [{"name": item} for item in read_items(rows)]),
    "references": ("references", lambda rows, _: read_references(rows)),
}


def read_tree(document: Document, region: str | None) -> dict[str, Any]:
    """The JSON Resume members of a document, with a found value at each leaf."""
    rows = rows_of(document)
    if not rows:
        return {}
    sections = sections_of(rows)
    tree: dict[str, Any] = {"basics": {}}
    basics, used = _basics(document, sections, rows, region)
    tree["basics"] = basics
    for section in sections:
        if section.kind == "skills":
            for member, values in read_skills(section.rows).items():
                tree.setdefault(member, []).extend(values)
        elif section.kind in _READERS and section.rows:
            member, reader = _READERS[section.kind]
            tree.setdefault(member, []).extend(reader(section.rows, document))
    if "work" not in tree and "education" not in tree:
        for member, values in read_unsectioned(_unused(sections[0].rows, used, basics["name"])).items():
            tree.setdefault(member, []).extend(values)
    return tree


def _unused(rows: Sequence[Row], used: Sequence[tuple[int, int]], name: Found | None) -> list[Row]:
    """The rows that nothing was read from; the name at the head of a page or below a date is no role."""
    person = tokens(name.text) if name else None
    return [
        r for r in rows if not any(a < r.end and r.start < b for a, b in used) and tokens(r.text) != person
    ]


def _basics(
    document: Document, sections: Sequence[Section], rows: Sequence[Row], region: str | None
) -> tuple[dict[str, Any], list[tuple[int, int]]]:
    head = sections[0].rows
    details = [r for s in sections if s.kind == "contact" for r in s.rows]
    rest = [r for s in sections if s.kind not in {HEAD, "contact"} for r in s.rows]
    contact = read_contact(document, [*head, *details], rest, region)
    usual = body_size(rows)
    titles = read_titles(rows, contact) if len(sections) == 1 else []
    name, pieces = read_name(_name_rows(sections, usual), usual, contact, titles)
    first = next((t for t in titles if t.ranges[0][0] < rows[0].end), None)
    label = first or read_label([*head] or _name_rows(sections, usual), pieces, contact)
    taken = [r for f in (name, label) if f for r in f.ranges]
    basics = {"name": name, "label": label, **basics_of(contact)}
    basics["summary"] = _summary(sections, contact, tuple(taken))
    used = [*taken, *contact.taken, *(basics["summary"].ranges if basics["summary"] else ())]
    return basics, used


def _name_rows(sections: Sequence[Section], usual: float) -> list[Row]:
    """Where the name may stand: the head; and large text of the first page outside of it."""
    rows = list(sections[0].rows[:12])
    for section in sections[1:]:
        for row in section.rows:
            if row.line.page == 1 and (
                (usual and row.first.style.size > usual * 1.5)
                or (section.kind == "contact" and len(rows) < 6)
            ):
                rows.append(row)
    return rows


def _summary(
    sections: Sequence[Section], contact: Contact, taken: tuple[tuple[int, int], ...]
) -> Found | None:
    for section in sections:
        if section.kind == "summary" and section.rows:
            rows = [r for r in section.rows if not contact.holds(r.start, r.end)]
            return paragraph(rows, 0.93) if rows else None
    return read_summary(sections[0].rows, contact, taken)
