"""A CV in the order of its page: sections, their entries, and the values of each with their places."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from candidacy.domain.resume import ReadField, SourcedResume
from candidacy.domain.resume.pointer import leaves, split
from candidacy.kernel.language import sentence

UNSURE = 0.75
"""Values below this confidence are shown first, for the person to look at."""

SECTIONS = {
    "basics": sentence("Person"),
    "work": sentence("Experience"),
    "volunteer": sentence("Voluntary work"),
    "education": sentence("Education"),
    "skills": sentence("Skills, as they are written"),
    "languages": sentence("Languages"),
    "projects": sentence("Projects"),
    "certificates": sentence("Certificates"),
    "awards": sentence("Awards"),
    "publications": sentence("Publications"),
    "interests": sentence("Interests"),
    "references": sentence("References"),
    "sections": sentence("Other sections"),
}
"""The sections of JSON Resume in the order of the page; others follow under their own name."""

_HEADLINES = {
    "work": ("position", "name"),
    "volunteer": ("position", "organization"),
    "education": ("studyType", "area", "institution"),
    "skills": ("name",),
    "languages": ("language",),
    "projects": ("name",),
    "certificates": ("name",),
    "awards": ("title",),
    "publications": ("name",),
    "interests": ("name",),
    "references": ("name",),
}

_LABELS = {
    "label": sentence("Headline"),
    "location/city": sentence("City"),
    "location/region": sentence("Region"),
    "location/countryCode": sentence("Country"),
    "location/postalCode": sentence("Postal code"),
    "location/address": sentence("Address"),
    "profiles/network": sentence("Profile"),
    "profiles/username": sentence("Profile name"),
    "profiles/url": sentence("Profile address"),
    "url": sentence("Web address"),
    "email": sentence("E-mail"),
    "name": sentence("Name"),
    "image": sentence("Image"),
    "phone": sentence("Phone"),
    "summary": sentence("Summary"),
    "position": sentence("Position"),
    "location": sentence("Location"),
    "description": sentence("Description"),
    "startDate": sentence("Start date"),
    "endDate": sentence("End date"),
    "highlights": sentence("Highlights"),
    "organization": sentence("Organization"),
    "institution": sentence("Institution"),
    "area": sentence("Area"),
    "studyType": sentence("Study type"),
    "score": sentence("Grade"),
    "courses": sentence("Courses"),
    "title": sentence("Title"),
    "date": sentence("Date"),
    "awarder": sentence("Awarder"),
    "issuer": sentence("Issuer"),
    "publisher": sentence("Publisher"),
    "releaseDate": sentence("Release date"),
    "level": sentence("Level"),
    "keywords": sentence("Keywords"),
    "language": sentence("Language"),
    "fluency": sentence("Fluency"),
    "reference": sentence("Reference"),
    "roles": sentence("Roles"),
    "entity": sentence("Entity"),
    "type": sentence("Type"),
    "content": sentence("Content"),
    "lines": sentence("Lines"),
    "": sentence("Value"),
}
"""What the members of JSON Resume are called; others follow under the words of their pointer."""

_ASKED = {
    ("work", "name"): sentence("Employer"),
    ("work", "highlights"): sentence("Achievements, one a line"),
    ("volunteer", "highlights"): sentence("Achievements, one a line"),
    ("projects", "highlights"): sentence("Achievements, one a line"),
    ("education", "studyType"): sentence("Degree"),
    ("education", "area"): sentence("Subject"),
    ("education", "score"): sentence("Grade"),
    ("education", "courses"): sentence("Courses, one a line"),
    ("skills", "name"): sentence("Skill, or a name for several"),
    ("skills", "keywords"): sentence("Skills of this group, one a line"),
    ("projects", "keywords"): sentence("Keywords, one a line"),
    ("interests", "keywords"): sentence("Keywords, one a line"),
    ("languages", "fluency"): sentence("Level"),
}
"""What a form asks for where the label alone would not say it."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value that was read; ``id`` is what its place in the document is lit by."""

    id: str
    field: ReadField

    @property
    def unsure(self) -> bool:
        return self.field.confidence < UNSURE


@dataclass(frozen=True, slots=True)
class Row:
    """The values under one label; several of them make a list."""

    name: str
    label: str
    values: tuple[Value, ...]


@dataclass(slots=True)
class Entry:
    """One role, one degree, one language."""

    headline: list[Value] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    at: str = ""
    """The pointer to it."""

    @property
    def compact(self) -> bool:
        """Whether it fits one line: ``English  C1``."""
        return len(self.headline) == 1 and len(self.rows) <= 1


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the CV."""

    id: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class FullLabel:
    """``Experience 2: start date``; ``number`` counts the entries of the section from 1."""

    section: str
    number: int | None
    label: str


def values_of(resume: SourcedResume) -> list[Value]:
    """What was read; for a CV that was typed in its values, of which everybody is sure."""
    fields: Sequence[ReadField] = resume.fields
    if not fields:
        typed = leaves(resume.resume.to_json_resume())
        fields = [ReadField(path=path, value=value, confidence=1.0) for path, value in typed]
    return [Value(f"f{n}", read) for n, read in enumerate(fields)]


def sections_of(values: Sequence[Value]) -> list[Section]:
    """The values by section and entry, sections in the order of ``SECTIONS``."""
    found: dict[str, dict[int, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for value in values:
        name, number, _ = _parts(value.field.path)
        found[name][number].append(value)
    order = [*(name for name in SECTIONS if name in found), *(n for n in found if n not in SECTIONS)]
    return [
        Section(
            name,
            SECTIONS.get(name, name.capitalize()),
            tuple(_entry(name, number, members) for number, members in sorted(found[name].items())),
        )
        for name in order
    ]


def label_of(path: str) -> str:
    """The last words of a pointer as a person would say them: ``startDate`` is ``start date``."""
    named = _LABELS.get(_member(path))
    if named is not None:
        return named
    words = _member(path).replace("/", " ")
    spaced = "".join(f" {c.lower()}" if c.isupper() else c for c in words)
    return spaced.strip().capitalize() or "Value"


def input_label(section: str, member: str) -> str:
    """What is asked for in a form: the label of the value."""
    return _ASKED.get((section, member)) or label_of(f"/{section}/{member}")


def full_label(path: str) -> FullLabel:
    """The same with its section and entry."""
    name, number, _ = _parts(path)
    numbered = bool(split(path)[1:2]) and split(path)[1].isdecimal()
    section = SECTIONS.get(name, name.capitalize()).partition(",")[0]
    asked = _ASKED.get((name, _member(path)), ",")
    return FullLabel(section, number + 1 if numbered else None, label_of(path) if "," in asked else asked)


def _parts(path: str) -> tuple[str, int, tuple[str, ...]]:
    """Section, number of the entry and the rest of a pointer."""
    name, *rest = split(path) or ("",)
    if rest and rest[0].isdecimal():
        return name, int(rest[0]), tuple(rest[1:])
    return name, 0, tuple(rest)


def _entry(section: str, number: int, values: Sequence[Value]) -> Entry:
    """The headline holds what names the entry, in the order of ``_HEADLINES``; the rest stands in rows."""
    leading = _HEADLINES.get(section, ())
    rows: dict[str, list[Value]] = defaultdict(list)
    for value in values:
        rows[_member(value.field.path)].append(value)
    entry = Entry([value for name in leading for value in rows.pop(name, [])])
    entry.at = f"/{section}" if section == "basics" else f"/{section}/{number}"
    entry.rows = [Row(name, label_of(v[0].field.path), tuple(v)) for name, v in rows.items()]
    return entry


def _member(path: str) -> str:
    """The pointer below its section without numbers, so that the members of a list share it."""
    return "/".join(p for p in _parts(path)[2] if not p.isdecimal())
