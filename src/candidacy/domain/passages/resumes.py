"""Parts of a CV: the values of each entry under what the entry is, with the places they were read from."""

from collections.abc import Iterator, Sequence
from typing import Any

from candidacy.domain.passages.schema import Part
from candidacy.domain.passages.texts import lines_of
from candidacy.domain.reading.document import Document
from candidacy.domain.resume import Resume, SourcedResume, Span
from candidacy.kernel.language import sentence

_SECTIONS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "work",
        sentence("Experience"),
        ("position", "name", "location"),
        ("description", "summary"),
        ("highlights",),
    ),
    ("volunteer", sentence("Volunteering"), ("position", "organization"), ("summary",), ("highlights",)),
    (
        "projects",
        sentence("Project"),
        ("name", "entity"),
        ("description",),
        ("highlights", "roles", "keywords"),
    ),
    ("education", sentence("Education"), ("study_type", "area", "institution", "score"), (), ("courses",)),
    ("certificates", sentence("Certificate"), ("name", "issuer", "date"), (), ()),
    ("awards", sentence("Award"), ("title", "awarder", "date"), ("summary",), ()),
    ("publications", sentence("Publication"), ("name", "publisher", "release_date"), ("summary",), ()),
    ("references", sentence("Reference"), ("name",), ("reference",), ()),
)
"""Of each section: what its entries are called, what names one, what it says, and what it lists."""
_SHORT_LISTS = (("skills", sentence("Skills")), ("interests", sentence("Interests")))
_CAMEL = {"study_type": "studyType", "release_date": "releaseDate"}
_BETWEEN = " · "


def parts_of_resume(sourced: SourcedResume, document: Document | None = None) -> list[Part]:
    """What a CV says, entry by entry; with its document also the lines that no value was read from.

    Give the document only where the values are those that were read from it: of a CV that was edited since,
    its lines may hold what somebody took out.
    """
    spans = {field.path: field.spans for field in reversed(sourced.fields)}
    parts = [*_basics(sourced.resume, spans)]
    for section in _SECTIONS:
        parts += _section(sourced.resume, spans, *section)
    parts += _lists(sourced.resume, spans)
    if document is not None:
        parts += _uncovered(sourced, document)
    return parts


Spans = dict[str, tuple[Span, ...]]


def _basics(resume: Resume, spans: Spans) -> Iterator[Part]:
    basics = resume.basics
    given = {"name": basics.name, "label": basics.label, "email": basics.email, "phone": basics.phone}
    place = basics.location
    if place is not None:
        given |= {"location/city": place.city, "location/region": place.region}
    given |= {f"profiles/{i}/url": p.url or p.username for i, p in enumerate(basics.profiles)}
    known = [(f"/basics/{name}", value) for name, value in given.items() if value]
    if known:
        yield _line(known, spans, sentence("Contact"))
    if basics.summary:
        yield Part(basics.summary, sentence("Summary"), "/basics/summary", spans.get("/basics/summary", ()))


def _line(values: Sequence[tuple[str, str]], spans: Spans, heading: str) -> Part:
    where = tuple(span for path, _ in values for span in spans.get(path, ()))
    return Part(_BETWEEN.join(value for _, value in values), heading, values[0][0], where)


def _section(
    resume: Resume,
    spans: Spans,
    section: str,
    called: str,
    naming: tuple[str, ...],
    saying: tuple[str, ...],
    listing: tuple[str, ...],
) -> Iterator[Part]:
    for number, entry in enumerate(getattr(resume, section)):
        at = f"/{section}/{number}"
        names = _values(entry, at, naming)
        dates = _values(entry, at, ("start_date", "end_date"))
        heading = _heading(called, names, _period(entry))
        said = _values(entry, at, saying)
        said += [
            (f"{at}/{name}/{i}", value)
            for name in listing
            for i, value in enumerate(getattr(entry, name))
            if value
        ]
        named = tuple(span for path, _ in [*names, *dates] for span in spans.get(path, ()))
        if not said and names:
            yield Part(_BETWEEN.join(v for _, v in names), heading, at, named)
        for i, (path, value) in enumerate(said):
            own = spans.get(path, ())
            yield Part(value, heading, path, (*named, *own) if i == 0 else own)


def _values(entry: Any, at: str, names: Sequence[str]) -> list[tuple[str, str]]:
    camel = {"start_date": "startDate", "end_date": "endDate", **_CAMEL}
    found = [(f"{at}/{camel.get(name, name)}", getattr(entry, name, None)) for name in names]
    return [(path, value) for path, value in found if value]


def _heading(called: str, names: Sequence[tuple[str, str]], period: str) -> str:
    return _BETWEEN.join([called, *(value for _, value in names), *([period] if period else [])])


def _period(entry: Any) -> str:
    start, end = getattr(entry, "start_date", None), getattr(entry, "end_date", None)
    if start is None and end is None:
        return ""
    return f"{start or ''} – {end or 'present'}".strip()


def _lists(resume: Resume, spans: Spans) -> Iterator[Part]:
    for section, heading in _SHORT_LISTS:
        for number, entry in enumerate(getattr(resume, section)):
            at = f"/{section}/{number}"
            words = [(f"{at}/keywords/{i}", word) for i, word in enumerate(entry.keywords) if word]
            named = [(f"{at}/name", entry.name)] if entry.name else []
            if named or words:
                label = f"{entry.name}: " if named and words else entry.name or ""
                where = tuple(span for path, _ in [*named, *words] for span in spans.get(path, ()))
                yield Part(label + ", ".join(word for _, word in words), heading, at, where)
    for number, language in enumerate(resume.languages):
        known = [
            (f"/languages/{number}/{name}", value)
            for name, value in (("language", language.language), ("fluency", language.fluency))
            if value
        ]
        if known:
            yield _line(known, spans, sentence("Languages"))


def _uncovered(sourced: SourcedResume, document: Document) -> list[Part]:
    """The lines that no value was read from: a layout that was misread is not lost."""
    read = sorted((span.start, span.end) for field in sourced.fields for span in field.spans)
    return [
        part
        for part in lines_of(document)
        if part.text.strip() and not any(s < part.spans[-1].end and part.spans[0].start < e for s, e in read)
    ]
