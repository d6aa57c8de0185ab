"""From any of the three versions: they share their sections, and call the members by different names.

What a person has hidden there stays out of the Resume and is listed as lost.
"""

from collections.abc import Callable, Iterator
from typing import Any

from candidacy.domain.exchange import richtext
from candidacy.domain.exchange.dates import iso, period
from candidacy.domain.exchange.errors import UnknownExchangeFormat
from candidacy.domain.exchange.places import location_of
from candidacy.domain.exchange.source import Source, only_filled, present
from candidacy.domain.exchange.values import Format, Imported
from candidacy.domain.reading.fields.headings import named
from candidacy.domain.resume.json_resume import load_resume

Entry = dict[str, Any]

_SETTINGS = (
    "id", "icon", "iconColor", "columns", "separateLinks", "visible", "hidden", "keepTogether",
    "startOnNewPage", "type", "layout", "keywordLayout",
)  # fmt: skip
_ABOUT = (
    "metadata",
    "id",
    "slug",
    "public",
    "isPublic",
    "userId",
    "user",
    "createdAt",
    "updatedAt",
    "tags",
    "locked",
)


def is_reactive_resume(value: Any) -> bool:
    """Whether a JSON value is such a file; version 5 may lie in ``data``, as its service sends it."""
    inner = _data(value)
    return (
        isinstance(inner, dict)
        and isinstance(inner.get("basics"), dict)
        and isinstance(inner.get("sections"), dict)
    )


def read_reactive_resume(value: Any) -> Imported:
    """The Resume of a JSON value."""
    if not is_reactive_resume(value):
        raise UnknownExchangeFormat
    source = Source(_data(value))
    source.skip(*_ABOUT)
    resume: dict[str, Any] = {"basics": _basics(source)}
    for name, section in source.at("sections").members():
        if name in {"summary", "custom", "profiles"}:
            continue
        _add(resume, _KINDS.get(name) or _kind_of(section), section)
    for _, section in source.at("sections", "custom").members():
        _add(resume, _kind_of(section), section)
    for section in source.items("customSections"):
        _add(resume, _KINDS.get(str(section.at("type").value)) or "custom", section)
    return Imported(Format.REACTIVE_RESUME, load_resume(present(**resume)), source.lost())


def _data(value: Any) -> Any:
    return value["data"] if isinstance(value, dict) and isinstance(value.get("data"), dict) else value


def _basics(source: Source) -> Entry:
    basics = source.at("basics")
    location = basics.at("location")
    place = _place(location) if isinstance(location.value, dict) else location_of(basics.text("location"))
    content = next((t for s in _summaries(source) if (t := s.text("content", "body"))), None)
    summary = richtext.read(content or basics.text("summary"))
    lines = [summary.summary, *summary.highlights]
    source.at("sections", "profiles").skip("name", "title", *_SETTINGS)
    profiles = [*_visible(source.at("sections", "profiles")), *basics.items("profiles")]
    for picture in (source.at("picture"), basics.at("picture"), basics.at("photo")):
        for name, member in picture.members():
            if name != "url":
                member.take()
    return present(
        name=basics.text("name"),
        label=basics.text("headline", "label"),
        email=basics.text("email"),
        phone=basics.text("phone"),
        location=place,
        url=_url(basics),
        image=source.at("picture").text("url")
        or basics.at("picture").text("url")
        or basics.at("photo").text("url"),
        summary="\n".join(line for line in lines if line),
        profiles=only_filled([*map(_profile, profiles), *map(_custom_field, basics.items("customFields"))]),
    )


def _summaries(source: Source) -> Iterator[Source]:
    for section in (source.at("summary"), source.at("sections", "summary")):
        section.skip("title", "name", *_SETTINGS)
        if _is_shown(section):
            yield section


def _place(location: Source) -> Entry:
    place = present(
        address=location.text("address"),
        city=location.text("city"),
        region=location.text("region"),
        postalCode=location.text("postalCode"),
    )
    country = location.text("country")
    return place | (location_of(country) if country else {}) | {k: place[k] for k in ("city",) if k in place}


def _profile(item: Source) -> Entry:
    item.skip(*_SETTINGS)
    return present(network=item.text("network"), username=item.text("username"), url=_url(item))


def _custom_field(item: Source) -> Entry:
    """A field of one's own in the header: a profile where it is an address."""
    link = item.text("link") or (item.text("value") if "://" in str(item.at("value").value) else None)
    item.skip("id", "icon")
    return present(network=item.text("name", "text"), url=link) if link else {}


def _add(resume: dict[str, Any], kind: str, section: Source) -> None:
    """Put the items of one section where they belong."""
    title = section.text("name", "title")
    section.skip(*_SETTINGS)
    section_name, read = _READERS[kind]
    if kind == "custom":
        items = [line for item in _visible(section) if (line := _free_line(item))]
        if items:
            resume.setdefault("sections", []).append({"name": title or "More", "items": items})
        return
    entries = [entry for item in _visible(section) for entry in read(item) if entry]
    if entries:
        resume.setdefault(section_name, []).extend(entries)


def _kind_of(section: Source) -> str:
    """What a section of one's own holds, by its title."""
    heading = named(str(section.at("name").value or section.at("title").value or ""))
    return _KINDS.get(heading.kind, "custom") if heading else "custom"


def _is_shown(section: Source) -> bool:
    value = section.value if isinstance(section.value, dict) else {}
    return value.get("visible") is not False and value.get("hidden") is not True


def _visible(section: Source) -> Iterator[Source]:
    if not _is_shown(section):
        return
    for item in section.items("items"):
        if _is_shown(item):
            item.skip(*_SETTINGS)
            yield item


def _url(item: Source) -> str | None:
    """``{"href"}`` in version 4, ``{"url"}`` in version 5, a text in version 3."""
    for name in ("url", "website"):
        found = item.at(name)
        found.skip("inlineLink")
        url = found.text("href", "url") if isinstance(found.value, dict) else found.text()
        if url:
            if str(found.at("label").value) == url:
                found.skip("label")
            return url
    return None


def _dates(item: Source) -> Entry:
    date = item.at("date")
    if isinstance(date.value, dict):
        return present(startDate=date.read("start", by=iso), endDate=date.read("end", by=iso))
    for name in ("period", "date"):
        text = item.at(name).value
        if isinstance(text, str) and (known := period(text)) is not None:
            item.skip(name)
            return present(startDate=known.start, endDate=known.end)
    return {}


def _told(item: Source, name: str = "summary") -> Entry:
    told = richtext.read(item.text("summary") or item.text("description"))
    return present(**{name: told.summary}, highlights=told.highlights)


def _one_text(item: Source) -> str | None:
    told = richtext.read(item.text("summary") or item.text("description"))
    return "\n".join(line for line in (told.summary, *told.highlights) if line) or None


def _work(item: Source) -> Iterator[Entry]:
    employer = present(name=item.text("company", "name"), location=item.text("location"), url=_url(item))
    roles = item.items("roles")
    for role in roles:
        role.skip("id")
        yield employer | present(position=role.text("position")) | _dates(role) | _told(role)
    rest = present(position=item.text("position")) | _dates(item) | _told(item)
    if not roles:
        yield employer | rest


def _volunteer(item: Source) -> Iterator[Entry]:
    named_ = present(
        organization=item.text("organization"),
        position=item.text("position"),
        location=item.text("location"),
        url=_url(item),
    )
    yield named_ | _dates(item) | _told(item)


def _education(item: Source) -> Iterator[Entry]:
    study = present(
        institution=item.text("institution", "school"),
        studyType=item.text("studyType", "degree"),
        area=item.text("area"),
        score=item.text("score", "grade"),
        location=item.text("location"),
        url=_url(item),
        courses=list(item.texts("courses")),
    )
    yield study | _dates(item) | _told(item)


def _project(item: Source) -> Iterator[Entry]:
    shown = present(name=item.text("name"), url=_url(item), keywords=list(item.texts("keywords")))
    short = item.text("description") if item.at("summary") else None
    told = _told(item, "description")
    description = "\n".join(text for text in (short, told.get("description")) if text)
    yield shown | _dates(item) | told | present(description=description)


def _publication(item: Source) -> Iterator[Entry]:
    yield present(
        name=item.text("name", "title"),
        publisher=item.text("publisher"),
        releaseDate=item.read("date", by=iso),
        url=_url(item),
        summary=_one_text(item),
    )


def _award(item: Source) -> Iterator[Entry]:
    yield present(
        title=item.text("title"),
        awarder=item.text("awarder"),
        date=item.read("date", by=iso),
        url=_url(item),
        summary=_one_text(item),
    )


def _certificate(item: Source) -> Iterator[Entry]:
    yield present(
        name=item.text("name", "title"),
        issuer=item.text("issuer"),
        date=item.read("date", by=iso),
        url=_url(item),
        summary=_one_text(item),
    )


def _skill(item: Source) -> Iterator[Entry]:
    level = item.text("description", "proficiency") or _word(item, "level")
    item.skip("levelNum")
    yield present(name=item.text("name"), level=level, keywords=list(item.texts("keywords")))


def _language(item: Source) -> Iterator[Entry]:
    fluency = item.text("description", "fluency") or _word(item, "level")
    item.skip("levelNum")
    yield present(language=item.text("language", "name"), fluency=fluency)


def _word(item: Source, name: str) -> str | None:
    """A level in words; a number of stars is none."""
    return item.text(name) if isinstance(item.at(name).value, str) else None


def _interest(item: Source) -> Iterator[Entry]:
    yield present(name=item.text("name"), keywords=list(item.texts("keywords")))


def _reference(item: Source) -> Iterator[Entry]:
    reference = richtext.read(item.text("summary"))
    position = item.text("relationship", "position")
    text = reference.summary or _one_text(item)
    yield present(name=item.text("name"), reference=text, position=position, url=_url(item))


def _free_line(item: Source) -> str:
    """An item of a section of one's own in one line."""
    told = richtext.read(item.text("summary") or item.text("content"))
    parts = [
        item.text("name", "title"),
        item.text("description", "subtitle"),
        item.text("location"),
        _period_text(item),
        told.summary,
        *told.highlights,
        *item.texts("keywords"),
        _url(item),
    ]
    return " – ".join(" ".join(part.split()) for part in parts if part)


def _period_text(item: Source) -> str | None:
    date = item.at("date")
    if isinstance(date.value, dict):
        return " – ".join(text for text in (date.text("start"), date.text("end")) if text)
    return item.text("period", "date")


_READERS: dict[str, tuple[str, Callable[[Source], Iterator[Entry]]]] = {
    "work": ("work", _work),
    "volunteer": ("volunteer", _volunteer),
    "education": ("education", _education),
    "projects": ("projects", _project),
    "publications": ("publications", _publication),
    "awards": ("awards", _award),
    "certificates": ("certificates", _certificate),
    "skills": ("skills", _skill),
    "languages": ("languages", _language),
    "interests": ("interests", _interest),
    "references": ("references", _reference),
    "custom": ("sections", _interest),
}
_KINDS = {
    **{name: name for name in _READERS if name != "custom"},
    "experience": "work",
    "certifications": "certificates",
}
