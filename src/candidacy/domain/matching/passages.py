"""The places of a CV that may speak for a requirement: a whitelist of fields, and nothing personal.

Name, photo, e-mail, phone, address, nationality, age, gender, marital status, interests, references, and the
names of employers and schools are not on the list. What free text says of them is left out too.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from candidacy.domain.postings.text import fold
from candidacy.domain.reading.document import Document, Line
from candidacy.domain.resume import Resume, SourcedResume, Span

_LONGEST = 240
"""Characters. A longer value is cut into sentences, so that a quote stays short."""
_HEAD = 3
"""Lines at the top of a CV that hold name and address."""
_NAME_PART = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=\S)|\n+")
_PERSONAL = re.compile(
    r"\b(?:(?:date|place|country|year) of birth|birth ?(?:date|day|year|place)|born|age|aged|gender|sex"
    r"|(?:marital|civil|family)(?: status)?|married|single|divorced|widowed|children|dependants"
    r"|nationality|citizenship|citizen|religion|race|ethnicity|ethnic (?:origin|group)|disability|pronouns"
    r"|visa(?: status)?|immigration status|photo|passport(?: number)?"
    r"|geburtsdatum|geboren|geburtsort|alter|familienstand|verheiratet|ledig|geschieden"
    r"|staatsangehorigkeit|nationalitat|geschlecht|konfession"
    r"|date de naissance|nee?|age|ans|celibataire|mariee?|nationalite|situation familiale|sexe"
    r"|permis de sejour"
    r"|fecha de nacimiento|nacid[oa]|edad|estado civil|casad[oa]|solter[oa]|nacionalidad|sexo"
    r"|data de nascimento|nascid[oa]|idade|solteir[oa]|nacionalidade"
    r"|geboortedatum|geboren|leeftijd|burgerlijke staat|gehuwd|ongehuwd|nationaliteit|geslacht"
    r"|address|adresse|anschrift|direccion|endereco|adres|phone|tel|telefon|mobile|handy"
    r"|e-?mail)\b\s*[:.–-]"
    r"|\b(?:born (?:in|on)|years old|jahre alt|anos de edad|jaar oud)\b|\b(?:\d{4,5}[ -]?\d{3,}|\+\d{6,})"
)
_ADDRESS = re.compile(
    r"\b(?:street|road|avenue|lane|drive|boulevard|square|p\.?o\.? box|apt|flat|plot|suite"
    r"|rue|calle|avenida|rua|via|plaza|platz|allee|weg)\b(?=.*\d)"
    r"|\d.*\b(?:street|st|road|rd|avenue|ave|lane|drive)\b"
    r"|stra(?:ss|s)e \d|str\. ?\d|\b\d{4,6}\b.*[a-z]{3}|[a-z]{3}.*,.*\b\d{5}\b"
    r"|\b[a-z]{1,2}\d{1,2} \d[a-z]{2}\b"
    r"|(?<![\w.+])\d{1,4}[a-z]?,(?! ?\d)"
)
"""Streets with a number, towns with a postcode. For headlines alone: elsewhere numbers stand for results."""
_YEARS = re.compile(r"\d\+? ?(?:years?|yrs|jahre?n?|ans|anos|jaar)\b")
_CONTACT = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|\+?\d[\d ()/.-]{7,}\d")


class Place(StrEnum):
    """What kind of field a passage is, strongest proof first."""

    ROLE = "role"
    PROJECT = "project"
    CERTIFICATE = "certificate"
    EDUCATION = "education"
    SKILL = "skill"
    SUMMARY = "summary"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Passage:
    """A value of the CV, or a sentence of a long one, with its JSON pointer and its place on the page."""

    path: str
    text: str
    place: Place
    role: int | None
    """The index of the dated entry (role, project, volunteering) that it stands in."""
    spans: tuple[Span, ...] = ()


def passages_of(
    sourced: SourcedResume,
    document: Document | None = None,
    is_word: Callable[[str], bool] = lambda _: False,
) -> tuple[Passage, ...]:
    """The passages in the order of the Resume, then the lines of the document that no field holds.

    ``is_word`` says whether a part of the person's name is a word of work too, like Baker: it stays where it
    stands alone, or a namesake would lose their trade.
    """
    spans = {field.path: field.spans for field in reversed(sourced.fields)}
    told = document.text if document is not None else " ".join(v for _, v, _, _ in _values(sourced.resume))
    plain = frozenset(_NAME_PART.findall(told))
    hidden = _names(sourced.resume, lambda part: part in plain or is_word(part))
    found = [
        Passage(path, part, place, role, spans.get(path, ()))
        for path, value, place, role in _values(sourced.resume)
        for part in _parts(_without(value, hidden))
    ]
    if document is not None:
        found += _uncovered(sourced, document, hidden)
    return tuple(found)


def _values(resume: Resume) -> Iterator[tuple[str, str, Place, int | None]]:
    if resume.basics.label and not is_address(resume.basics.label):
        yield from _given("/basics/label", _without_place(resume), Place.SUMMARY)
    yield from _given("/basics/summary", resume.basics.summary, Place.SUMMARY)
    yield from _roles(resume)
    for i, entry in enumerate(resume.education):
        at = f"/education/{i}"
        yield from _given(f"{at}/studyType", entry.study_type, Place.EDUCATION)
        yield from _given(f"{at}/area", entry.area, Place.EDUCATION)
        yield from _listed(f"{at}/courses", entry.courses, Place.EDUCATION)
    for i, certificate in enumerate(resume.certificates):
        yield from _given(f"/certificates/{i}/name", certificate.name, Place.CERTIFICATE)
    for i, skill in enumerate(resume.skills):
        yield from _given(f"/skills/{i}/name", skill.name, Place.SKILL)
        yield from _listed(f"/skills/{i}/keywords", skill.keywords, Place.SKILL)
    for i, language in enumerate(resume.languages):
        yield from _given(f"/languages/{i}/language", language.language, Place.SKILL)
    for i, award in enumerate(resume.awards):
        yield from _given(f"/awards/{i}/title", award.title, Place.OTHER)
        yield from _given(f"/awards/{i}/summary", award.summary, Place.OTHER)
    for i, publication in enumerate(resume.publications):
        yield from _given(f"/publications/{i}/name", publication.name, Place.OTHER)
        yield from _given(f"/publications/{i}/summary", publication.summary, Place.OTHER)


def _without_place(resume: Resume) -> str:
    """The headline without the place that may stand in it: Engineer, Lagos."""
    label, place = resume.basics.label or "", resume.basics.location
    known = [v for v in (place.city, place.region, place.address) if v and len(v) > 2] if place else []
    for value in known:
        label = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", " ", label, flags=re.IGNORECASE)
    return label.strip()


def _roles(resume: Resume) -> Iterator[tuple[str, str, Place, int | None]]:
    """Work, volunteering and projects; their index counts through all three."""
    index = 0
    for i, work in enumerate(resume.work):
        at = f"/work/{i}"
        yield from _given(f"{at}/position", work.position, Place.ROLE, index)
        yield from _given(f"{at}/description", work.description, Place.ROLE, index)
        yield from _given(f"{at}/summary", work.summary, Place.ROLE, index)
        yield from _listed(f"{at}/highlights", work.highlights, Place.ROLE, index)
        index += 1
    for i, unpaid in enumerate(resume.volunteer):
        at = f"/volunteer/{i}"
        yield from _given(f"{at}/position", unpaid.position, Place.PROJECT, index)
        yield from _given(f"{at}/summary", unpaid.summary, Place.PROJECT, index)
        yield from _listed(f"{at}/highlights", unpaid.highlights, Place.PROJECT, index)
        index += 1
    for i, project in enumerate(resume.projects):
        at = f"/projects/{i}"
        yield from _given(f"{at}/name", project.name, Place.PROJECT, index)
        yield from _given(f"{at}/description", project.description, Place.PROJECT, index)
        yield from _listed(f"{at}/highlights", project.highlights, Place.PROJECT, index)
        yield from _listed(f"{at}/keywords", project.keywords, Place.PROJECT, index)
        yield from _listed(f"{at}/roles", project.roles, Place.PROJECT, index)
        index += 1


def _given(
    path: str, value: str | None, place: Place, role: int | None = None
) -> Iterator[tuple[str, str, Place, int | None]]:
    if value and value.strip() and not is_personal(value):
        yield path, value, place, role


def _listed(
    path: str, values: tuple[str, ...], place: Place, role: int | None = None
) -> Iterator[tuple[str, str, Place, int | None]]:
    for i, value in enumerate(values):
        yield from _given(f"{path}/{i}", value, place, role)


def is_personal(text: str) -> bool:
    """Whether a short text states age, gender, family, origin or an address."""
    return len(text) <= 120 and _PERSONAL.search(fold(text)) is not None


def is_address(text: str) -> bool:
    """Whether a headline is an address that was taken for one."""
    folded = fold(text)
    return _ADDRESS.search(folded) is not None and _YEARS.search(folded) is None


def _names(resume: Resume, is_word: Callable[[str], bool]) -> re.Pattern[str] | None:
    """The person's name, its parts, and e-mail address, to be left out of free text.

    A part that the CV also holds in small letters is a word, perhaps of a title that was taken for a name.
    """
    name = resume.basics.name or ""
    parts = [
        part
        for part in _NAME_PART.findall(name)
        if len(part) > 2 and not (is_word(part.lower()) or is_word(fold(part)))
    ]
    known = [v for v in (name, resume.basics.email, *parts) if v and len(v) > 2]
    if not known:
        return None
    longest_first = sorted(dict.fromkeys(known), key=lambda v: (-len(v), v))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def _without(value: str, hidden: re.Pattern[str] | None) -> str:
    value = hidden.sub(" ", value).strip() if hidden and hidden.search(value) else value
    return _CONTACT.sub(" ", value).strip() if _CONTACT.search(value) else value


def _parts(value: str) -> list[str]:
    if len(value) <= _LONGEST:
        return [value] if value else []
    return [p.strip() for p in _SENTENCE.split(value) if p.strip()]


def _uncovered(
    sourced: SourcedResume, document: Document, hidden: re.Pattern[str] | None
) -> Iterator[Passage]:
    """The document's lines below the head that no field was read from: a layout we misread is not lost."""
    spans = [(s.start, s.end) for f in sourced.fields for s in f.spans]
    body = [s.start for f in sourced.fields if not f.path.startswith("/basics") for s in f.spans]
    first = min(body) if body else _after_head(document)
    read = _merged(spans)
    for line in document.lines:
        if line.start >= first and not _touches(read, line) and not _is_private(line, document, hidden):
            yield Passage(
                "",
                document.text[line.start : line.end],
                Place.OTHER,
                None,
                document.span(line.start, line.end),
            )


def _after_head(document: Document) -> int:
    """Where the body begins in a document that no field was read from: below its first lines."""
    return document.lines[_HEAD].start if len(document.lines) > _HEAD else len(document.text)


def _is_private(line: Line, document: Document, hidden: re.Pattern[str] | None) -> bool:
    text = document.text[line.start : line.end]
    return is_personal(text) or _CONTACT.search(text) is not None or bool(hidden and hidden.search(text))


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _touches(spans: list[tuple[int, int]], line: Line) -> bool:
    return any(start < line.end and line.start < end for start, end in spans)
