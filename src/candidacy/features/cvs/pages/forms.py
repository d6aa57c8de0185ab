"""The forms that entries are changed by: which values each section has, and what was filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from candidacy.domain.exchange.dates import ONGOING, iso
from candidacy.domain.resume.editing import END, Change
from candidacy.domain.resume.pointer import BadPointer, get, split

Kind = Literal["text", "area", "date", "lines"]

_PERIOD: tuple[tuple[str, Kind], ...] = (("startDate", "date"), ("endDate", "date"))
_TOLD: tuple[tuple[str, Kind], ...] = (("summary", "area"), ("highlights", "lines"))
FORMS: Mapping[str, tuple[tuple[str, Kind], ...]] = {
    "basics": (
        ("name", "text"),
        ("label", "text"),
        ("email", "text"),
        ("phone", "text"),
        ("url", "text"),
        ("location/city", "text"),
        ("location/region", "text"),
        ("location/countryCode", "text"),
        ("location/postalCode", "text"),
        ("location/address", "text"),
        ("summary", "area"),
    ),
    "profiles": (("network", "text"), ("username", "text"), ("url", "text")),
    "work": (("position", "text"), ("name", "text"), ("location", "text"), ("url", "text"), *_PERIOD, *_TOLD),
    "volunteer": (("position", "text"), ("organization", "text"), ("url", "text"), *_PERIOD, *_TOLD),
    "education": (
        ("studyType", "text"),
        ("area", "text"),
        ("institution", "text"),
        ("score", "text"),
        *_PERIOD,
        ("courses", "lines"),
    ),
    "skills": (("name", "text"), ("level", "text"), ("keywords", "lines")),
    "languages": (("language", "text"), ("fluency", "text")),
    "projects": (
        ("name", "text"),
        ("description", "area"),
        ("url", "text"),
        *_PERIOD,
        ("highlights", "lines"),
        ("keywords", "lines"),
    ),
    "certificates": (("name", "text"), ("issuer", "text"), ("date", "date"), ("url", "text")),
    "awards": (("title", "text"), ("awarder", "text"), ("date", "date"), ("summary", "area")),
    "publications": (
        ("name", "text"),
        ("publisher", "text"),
        ("releaseDate", "date"),
        ("url", "text"),
        ("summary", "area"),
    ),
    "interests": (("name", "text"), ("keywords", "lines")),
    "references": (("name", "text"), ("reference", "area")),
}
"""What can be filled in for an entry of each section, in order; what else it holds stays as it is."""

MEMBER = "value/"
"""What the name of an input begins with; the member follows."""


@dataclass(frozen=True, slots=True)
class Input:
    """One value to fill in: its member, and the text that stands in the field."""

    member: str
    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class EntryForm:
    """The form of one entry; ``at`` is its pointer, which ends in ``-`` for a new one."""

    at: str
    inputs: tuple[Input, ...]
    open: bool = False

    @property
    def id(self) -> str:
        return "edit" + self.at.replace("/", "-")

    @property
    def is_new(self) -> bool:
        return self.at.endswith(f"/{END}")

    @property
    def removable(self) -> bool:
        """Whether the whole entry can go; the person cannot."""
        return not self.is_new and self.at != "/basics"


def form_of(at: str, resume: Mapping[str, Any], given: Mapping[str, str] | None = None) -> EntryForm:
    """The form of the entry at a pointer, with what was filled in or else with what it says now.

    Raises BadPointer for a place that has no form.
    """
    entry = {} if at.endswith(f"/{END}") else _entry(resume, at)
    inputs = tuple(
        Input(member, kind, _shown(entry, member) if given is None else given.get(MEMBER + member, ""))
        for member, kind in members_of(at)
    )
    return EntryForm(at, inputs, open=given is not None)


def members_of(at: str) -> tuple[tuple[str, Kind], ...]:
    """The values of an entry's form. Raises BadPointer for a place that has none."""
    parts = split(at)
    section = "profiles" if parts[:2] == ("basics", "profiles") else parts[0] if parts else ""
    depth = {"basics": 1, "profiles": 3}.get(section, 2)
    if section not in FORMS or len(parts) != depth or not (depth == 1 or _is_place(parts[-1])):
        raise BadPointer
    return FORMS[section]


def _is_place(part: str) -> bool:
    return part == END or part.isdecimal()


def changes_of(at: str, resume: Mapping[str, Any], given: Mapping[str, str]) -> list[Change]:
    """What the filled-in form changes; values as they are confirm them. A new entry needs a value."""
    values = {member: _meant(kind, given.get(MEMBER + member, "")) for member, kind in members_of(at)}
    if at.endswith(f"/{END}"):
        filled = {member: value for member, value in values.items() if value}
        return [Change(at, filled)] if filled else []
    entry = _entry(resume, at)
    return [
        Change(f"{at}/{member}", value or None)
        for member, value in values.items()
        if value or _shown(entry, member)
    ]


def checked(pairs: Iterable[tuple[str, str]]) -> list[Change]:
    """What a list of values that were looked through changes: pointers, and the texts as they are now."""
    return [Change(path, _meant(_kind(path), text) or None) for path, text in pairs]


def _kind(path: str) -> Kind:
    return "date" if path.rpartition("/")[2] in {"startDate", "endDate", "date", "releaseDate"} else "area"


def _meant(kind: Kind, text: str) -> Any:
    """A list of lines, a date however it is written, or the text; nothing for an end that is yet to come."""
    text = text.replace("\r\n", "\n").strip()
    if kind == "lines":
        return [line.strip() for line in text.split("\n") if line.strip()]
    if kind == "date":
        return "" if ONGOING.fullmatch(text) else iso(text) or text
    return text


def _entry(resume: Mapping[str, Any], at: str) -> Any:
    return get(dict(resume), at) if at != "/basics" else resume.get("basics", {})


def _shown(entry: Any, member: str) -> str:
    for part in member.split("/"):
        entry = entry.get(part) if isinstance(entry, dict) else None
    if isinstance(entry, list):
        return "\n".join(str(item) for item in entry)
    return "" if entry is None else str(entry)
