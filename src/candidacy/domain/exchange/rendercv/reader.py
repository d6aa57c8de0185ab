"""From RenderCV's sections, whose titles are free and whose entries are known by their members."""

import re
from typing import Any

from candidacy.domain.exchange import richtext
from candidacy.domain.exchange.dates import ONGOING, iso, period
from candidacy.domain.exchange.errors import UnknownExchangeFormat
from candidacy.domain.exchange.places import location_of
from candidacy.domain.exchange.rendercv.markdown import linked, plain
from candidacy.domain.exchange.source import Source, present
from candidacy.domain.exchange.values import Format, Imported
from candidacy.domain.reading.fields.headings import named
from candidacy.domain.reading.fields.items import outside_brackets
from candidacy.domain.resume.json_resume import load_resume

_COMMAS = re.compile(r",\s+|;\s*")
_BULLETS = ("bullet", "number", "reversed_number")


def is_rendercv(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("cv"), dict)


def read_rendercv(value: Any) -> Imported:
    """The Resume of a loaded YAML file. How it is to look stays out."""
    if not is_rendercv(value):
        raise UnknownExchangeFormat
    source = Source(value)
    source.skip("design", "locale", "locale_catalog", "rendercv_settings", "settings")
    resume: dict[str, Any] = {"basics": _basics(source.at("cv"))}
    for title, section in source.at("cv", "sections").members():
        _section(resume, title.replace("_", " ").strip(), section.items())
    if not resume["basics"]:
        del resume["basics"]
    return Imported(Format.RENDERCV, load_resume(resume), source.lost())


def _basics(cv: Source) -> dict[str, Any]:
    profiles = [
        present(network=one.text("network"), username=one.text("username"), url=one.text("url"))
        for one in cv.items("social_networks")
    ]
    for one in cv.items("custom_connections"):
        one.skip("fontawesome_icon")
        profiles.append(present(network=one.text("placeholder"), url=one.text("url")))
    return present(
        name=_said(cv, "name"),
        label=_said(cv, "headline", "label"),
        location=location_of(cv.text("location")),
        email=cv.text("email"),
        phone=_phone(cv.text("phone")),
        url=cv.text("website"),
        profiles=[profile for profile in profiles if profile],
    )


def _phone(text: str | None) -> str | None:
    """RenderCV writes numbers as ``tel:+49-30-...``."""
    return text.removeprefix("tel:") if text else None


def _section(resume: dict[str, Any], title: str, entries: list[Source]) -> None:
    """Put the entries of one section where they belong; what belongs nowhere keeps its title."""
    heading = named(title)
    kind = heading.kind if heading else None
    rest: list[str] = []
    for entry in entries:
        section, value = _entry(kind, entry)
        if section == "summary":
            _add_summary(resume, str(value))
        elif section is not None and value:
            resume.setdefault(section, []).append(value)
        elif value:
            rest.append(str(value))
    if rest:
        resume.setdefault("sections", []).append({"name": title, "items": rest})


def _add_summary(resume: dict[str, Any], text: str) -> None:
    said = resume["basics"].get("summary")
    resume["basics"]["summary"] = f"{said}\n{text}" if said else text


def _entry(kind: str | None, entry: Source) -> tuple[str | None, Any]:
    """The section of JSON Resume and the value; a section of None for a text that has no place."""
    if not isinstance(entry.value, dict) or any(entry.has(name) for name in _BULLETS):
        text = entry.text() or entry.text(*_BULLETS)
        return _text(kind, plain(text)) if text else (None, None)
    if entry.has("institution"):
        return "education", _education(entry)
    if entry.has("company") or entry.has("position"):
        return ("volunteer", _volunteer(entry)) if kind == "volunteer" else ("work", _work(entry))
    if entry.has("authors") or entry.has("doi") or entry.has("journal") or kind == "publications":
        return "publications", _publication(entry)
    if entry.has("label") or entry.has("details"):
        return _one_line(kind, entry)
    return _normal(kind, entry)


def _text(kind: str | None, text: str) -> tuple[str | None, Any]:
    member = {
        "skills": "name",
        "languages": "language",
        "interests": "name",
        "awards": "title",
        "references": "reference",
        "certificates": "name",
        "publications": "name",
        "projects": "name",
    }
    if kind == "summary":
        return "summary", text
    if kind in member:
        return kind, {member[kind]: text}
    return None, text


def _one_line(kind: str | None, entry: Source) -> tuple[str | None, Any]:
    if kind == "languages":
        return kind, present(language=_said(entry, "label"), fluency=_said(entry, "details"))
    if kind == "references":
        return kind, present(name=_said(entry, "label"), reference=_said(entry, "details"))
    label = _said(entry, "label")
    words = entry.texts("keywords")
    details = _said(entry, "details")
    if kind in {"skills", "interests"} or words:
        known = words or _separated(details)
        section = kind if kind in {"skills", "interests"} else "skills"
        return section, present(name=label, level=entry.text("level"), keywords=list(known))
    return None, ": ".join(part for part in (label, details) if part)


def _separated(text: str | None) -> list[str]:
    if not text:
        return []
    return [text[a:b].strip() for a, b in outside_brackets(text, _COMMAS) if text[a:b].strip()]


def _normal(kind: str | None, entry: Source) -> tuple[str | None, Any]:
    name, url = _title(entry, "name")
    dates, told = _dates(entry), _told(entry)
    if kind == "certificates":
        ended = dates.get("startDate") or dates.get("endDate")
        return kind, present(
            name=name, issuer=entry.text("issuer"), date=ended, url=url, location=entry.text("location")
        ) | told
    if kind == "awards":
        date = dates.get("endDate") or dates.get("startDate")
        return kind, present(title=name, awarder=entry.text("awarder"), date=date, url=url) | told
    if kind == "references":
        return kind, present(name=name, reference=told.get("summary"))
    if kind in {"work", "volunteer"}:
        member = "name" if kind == "work" else "organization"
        return kind, present(**{member: name}, location=entry.text("location"), url=url) | dates | told
    if kind == "education":
        return kind, present(institution=name, location=entry.text("location"), url=url) | dates | told
    if kind in {"projects", None}:
        told = _renamed(told, "summary", "description")
        return "projects", present(
            name=name,
            url=url,
            location=entry.text("location"),
            keywords=list(entry.texts("keywords")),
            roles=list(entry.texts("roles")),
            entity=entry.text("entity"),
            type=entry.text("type"),
        ) | dates | told
    return None, " – ".join([p for p in (name, *dates.values(), told.get("summary")) if p])


def _work(entry: Source) -> dict[str, Any]:
    name, url = _title(entry, "company")
    return (
        present(
            name=name,
            position=_said(entry, "position"),
            location=entry.text("location"),
            description=_said(entry, "description"),
            url=url,
        )
        | _dates(entry)
        | _told(entry)
    )


def _volunteer(entry: Source) -> dict[str, Any]:
    name, url = _title(entry, "company")
    told = present(
        organization=name, position=_said(entry, "position"), url=url, location=entry.text("location")
    )
    return told | _dates(entry) | _told(entry)


def _education(entry: Source) -> dict[str, Any]:
    name, url = _title(entry, "institution")
    return (
        present(
            institution=name,
            area=_said(entry, "area"),
            studyType=_said(entry, "degree"),
            location=entry.text("location"),
            score=entry.text("score", "gpa", "grade"),
            courses=list(entry.texts("courses")),
            url=url,
        )
        | _dates(entry)
        | _told(entry)
    )


def _publication(entry: Source) -> dict[str, Any]:
    name, url = _title(entry, "title", "name")
    doi = entry.text("doi")
    return present(
        name=name,
        publisher=_said(entry, "journal", "publisher"),
        releaseDate=entry.read("date", "end_date", by=iso),
        url=url or (f"https://doi.org/{doi}" if doi else None),
        authors=[plain(text) for text in entry.texts("authors")],
    ) | _told(entry)


def _title(entry: Source, *names: str) -> tuple[str | None, str | None]:
    text = entry.text(*names)
    if text is None:
        return None, entry.text("url")
    found = linked(text)
    return found.text, entry.text("url") or found.url


def _said(entry: Source, *names: str) -> str | None:
    text = entry.text(*names)
    return plain(text) if text else None


def _dates(entry: Source) -> dict[str, Any]:
    start, end = entry.read("start_date", by=iso), entry.read("end_date", by=iso)
    if end is None and ONGOING.fullmatch(str(entry.at("end_date").value or "")):
        entry.skip("end_date")
    if start or end or not entry.at("date"):
        return present(startDate=start, endDate=end)
    known = period(str(entry.at("date").value))
    if known is None:
        return {}
    entry.skip("date")
    return present(startDate=known.start, endDate=known.end)


def _told(entry: Source) -> dict[str, Any]:
    highlights = [plain(text) for text in entry.texts("highlights")]
    summary = entry.text("summary")
    told = richtext.NOTHING if summary is None else richtext.RichText(plain(summary), ())
    return present(summary=told.summary, highlights=highlights)


def _renamed(value: dict[str, Any], was: str, name: str) -> dict[str, Any]:
    return {name if key == was else key: member for key, member in value.items()}
