"""JSON Resume of every version: members that were renamed on the way, texts for lists, dates in words."""

from collections.abc import Mapping
from typing import Any

from candidacy.domain.exchange.dates import ONGOING, iso
from candidacy.domain.exchange.json_resume.official import restored
from candidacy.domain.exchange.source import bounded
from candidacy.domain.exchange.values import Format, Imported, Lost
from candidacy.domain.resume.json_resume import BadResume, load_resume
from candidacy.domain.resume.schema import Resume

_TOP = {"bio": "basics", "hobbies": "interests", "certifications": "certificates"}
_RENAMED: Mapping[str, Mapping[str, str]] = {
    "basics": {"picture": "image", "website": "url", "title": "label"},
    "work": {"company": "name", "website": "url", "title": "position"},
    "volunteer": {"website": "url"},
    "education": {"website": "url", "gpa": "score"},
    "awards": {"awardDate": "date", "website": "url"},
    "certificates": {"website": "url", "title": "name"},
    "publications": {"website": "url"},
    "projects": {"website": "url", "title": "name"},
    "languages": {"name": "language", "level": "fluency"},
}
"""What members were called before 1.0.0, or are called by programs that did not read it."""

_DATES = ("startDate", "endDate", "date", "releaseDate")
_LISTS = ("highlights", "keywords", "courses", "roles")
_NAMES = {"skills": "name", "interests": "name", "languages": "language", "references": "reference"}
"""The member that a bare text in the list of a section means."""


def read_json_resume(value: Any) -> Imported:
    """The Resume of a JSON value. Unknown members stay where they are; a date that is none is lost.

    Raises BadResume with the place of the first fault, and ResumeTooLarge.
    """
    if not isinstance(value, dict):
        return Imported(Format.JSON_RESUME, load_resume(value))
    lost: list[Lost] = []
    plain = restored(_renamed(bounded(value), _TOP))
    plain["basics"] = _basics(plain.get("basics"))
    for name in Resume.model_fields:
        if name != "basics" and isinstance(plain.get(name), list):
            plain[name] = [_entry(name, n, entry, lost) for n, entry in enumerate(plain[name])]
    return Imported(Format.JSON_RESUME, load_resume(plain), tuple(lost))


def _basics(value: Any) -> Any:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadResume("This is not a JSON Resume: /basics must be an object.")
    basics = _texts(_renamed(value, _RENAMED["basics"]))
    if isinstance(basics.get("profiles"), dict):
        basics["profiles"] = [{"network": k, "username": v} for k, v in basics["profiles"].items()]
    if isinstance(basics.get("location"), str):
        basics["location"] = {"city": basics["location"]}
    if isinstance(basics.get("location"), dict):
        basics["location"] = _texts(_renamed(basics["location"], {"state": "region"}))
    if isinstance(basics.get("profiles"), list):
        basics["profiles"] = [_texts(p) if isinstance(p, dict) else p for p in basics["profiles"]]
    return basics


def _entry(section: str, number: int, value: Any, lost: list[Lost]) -> Any:
    if isinstance(value, str) and section in _NAMES:
        return {_NAMES[section]: value}
    if not isinstance(value, dict):
        return value
    entry = _texts(_renamed(value, _RENAMED.get(section, {})))
    for name in _LISTS:
        if isinstance(entry.get(name), str):
            entry[name] = [entry[name]] if entry[name].strip() else []
        elif isinstance(entry.get(name), list):
            entry[name] = [str(v) if isinstance(v, int | float) else v for v in entry[name] if v is not None]
    for name in _DATES:
        _date(entry, name, f"/{section}/{number}/{name}", lost)
    return entry


def _date(entry: dict[str, Any], name: str, pointer: str, lost: list[Lost]) -> None:
    text = entry.get(name)
    if not isinstance(text, str):
        return
    understood = iso(text)
    if understood is None:
        del entry[name]
        if text.strip() and not (name == "endDate" and ONGOING.fullmatch(text)):
            lost.append(Lost(pointer, text))
    else:
        entry[name] = understood


def _renamed(value: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The members under today's names, unless both are there."""
    return {names.get(k, k) if names.get(k) not in value else k: v for k, v in value.items()}


def _texts(value: dict[str, Any]) -> dict[str, Any]:
    """Numbers as text; nothing for null."""
    return {
        k: str(v) if isinstance(v, int | float) and not isinstance(v, bool) else v
        for k, v in value.items()
        if v is not None
    }
