"""A Resume as a document says it: sections in words, whatever they are then set in.

Every format is made from a ``Sheet``, so that all say the same. Its texts are plain: each format escapes
them in its own way.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from candidacy.domain.reading.language import language_of
from candidacy.domain.rendering.wording import (
    clean,
    country_name,
    date_in,
    labels_in,
    languages,
    paragraphs,
    period_in,
)
from candidacy.domain.resume import Basics, Location, Resume, Skill, Volunteer, Work
from candidacy.domain.resume.positions import Employment, group_positions

_BARE_ADDRESS = re.compile(r"(?i)(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a section: a role, a degree, a skill group, a language; what it lacks is empty.

    ``by`` is who stands behind it (employer, school, issuer, publisher); ``note`` a short remark (level,
    grade); ``tags`` a list in one line after its ``label``; ``roles`` the positions at one employer.
    """

    title: str = ""
    by: str = ""
    place: str = ""
    dates: str = ""
    url: str = ""
    note: str = ""
    about: str = ""
    text: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()
    label: str = ""
    tags: tuple[str, ...] = ()
    roles: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document; ``kind`` is the member of JSON Resume, or ``summary``."""

    kind: str
    title: str
    items: tuple[Item, ...] = ()
    text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach the person; ``url`` is empty where it is no link."""

    kind: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole document; sections without content are not there."""

    language: str
    name: str
    label: str
    contacts: tuple[Contact, ...]
    contact_title: str
    sections: tuple[Section, ...]
    about: str = "CV"
    """What it is, as it names itself after the person."""

    @property
    def title(self) -> str:
        return f"{self.name} – {self.about}" if self.name else self.about


def sheet_of(resume: Resume, language: str | None = None) -> Sheet:
    """The document of a Resume with headings in ``language``, by default in that of its text."""
    spoken = language if language in languages() else language_of_resume(resume)
    maker = _Maker(spoken)
    return Sheet(
        language=spoken,
        name=clean(resume.basics.name),
        label=clean(resume.basics.label),
        contacts=tuple(_contacts(resume.basics)),
        contact_title=labels_in(spoken)["contact"],
        sections=tuple(maker.sections(resume)),
    )


def sheet_beside(resume: Resume, about: str, sections: Iterable[Section], language: str) -> Sheet:
    """A document under the same head as the CV: a letter, notes for an interview."""
    spoken = language if language in languages() else "en"
    return Sheet(
        language=spoken,
        name=clean(resume.basics.name),
        label=clean(resume.basics.label),
        contacts=tuple(_contacts(resume.basics)),
        contact_title=labels_in(spoken)["contact"],
        sections=tuple(sections),
        about=clean(about),
    )


def letter_sheet(resume: Resume, subject: str, text: str, language: str) -> Sheet:
    """A letter under its subject; each line of its text is a paragraph."""
    title = clean(subject)
    return sheet_beside(resume, title, [Section("summary", title, text=paragraphs(text))], language)


def language_of_resume(resume: Resume) -> str:
    """The language that most of the text is in, if headings can be in it; else English."""
    texts = [resume.basics.summary or "", resume.basics.label or ""]
    entries: list[Work | Volunteer] = [*resume.work, *resume.volunteer]
    for entry in entries:
        texts += [entry.position or "", entry.summary or "", *entry.highlights]
    for project in resume.projects:
        texts += [project.description or "", *project.highlights]
    text = "\n".join(texts)
    found = _by_script(text) or language_of(text)
    return found if found in languages() else "en"


def _by_script(text: str) -> str | None:
    """The language where half of the letters or more are of a script of its own."""
    letters = sum(c.isalpha() for c in text)
    for language, script in _SCRIPTS:
        if letters and len(script.findall(text)) * 2 > letters:
            detected = language_of(text) if language in {"ru", "ar"} else None
            return detected if detected in languages() else language
    return None


def link_of(address: str | None) -> str:
    """An address that may be followed: http, https or a host without a scheme; else none."""
    bare = clean(address)
    if not bare or " " in bare:
        return ""
    try:
        parts = urlsplit(bare)
    except ValueError:
        return ""
    if parts.scheme.lower() in {"http", "https"} and parts.netloc:
        return bare
    return f"https://{bare}" if _BARE_ADDRESS.fullmatch(bare) else ""


def shown(address: str | None) -> str:
    """An address as it is printed: without its scheme and a slash at its end."""
    return re.sub(r"^(?i:https?)://(?:www\.)?", "", clean(address)).removesuffix("/")


def _contacts(basics: Basics) -> Iterable[Contact]:
    email, phone = clean(basics.email), clean(basics.phone)
    if email:
        plain = re.fullmatch(r"[^\s@]+@[^\s@]+", email)
        yield Contact("email", email, f"mailto:{email}" if plain else "")
    if phone:
        digits = re.sub(r"[^\d+]", "", phone)
        yield Contact("phone", phone, f"tel:{digits}" if digits else "")
    if basics.location is not None and (place := _place(basics.location)):
        yield Contact("location", place)
    if basics.url:
        yield Contact("url", shown(basics.url), link_of(basics.url))
    for profile in basics.profiles:
        network, username = clean(profile.network), clean(profile.username)
        if profile.url:
            yield Contact("profile", shown(profile.url), link_of(profile.url))
        elif network or username:
            yield Contact("profile", ": ".join(part for part in (network, username) if part))


def _place(location: Location) -> str:
    city = " ".join(part for part in (clean(location.postal_code), clean(location.city)) if part)
    country = country_name(location.country_code) if location.country_code else ""
    parts = [clean(location.address), city, clean(location.region), country]
    return ", ".join(part for part in parts if part)


def _texts(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(text for value in values if (text := clean(value)))


class _Maker:
    """Makes the sections in one language."""

    def __init__(self, language: str) -> None:
        self._language, self._labels = language, labels_in(language)

    def sections(self, resume: Resume) -> Iterable[Section]:
        summary = paragraphs(resume.basics.summary)
        if summary:
            yield Section("summary", self._labels["summary"], text=summary)
        parts: dict[str, Iterable[Item]] = {
            "work": (self._employment(e) for e in group_positions(resume.work)),
            "education": self._education(resume),
            "skills": self._skills(resume.skills),
            "projects": self._projects(resume),
            "publications": self._publications(resume),
            "certificates": self._certificates(resume),
            "awards": self._awards(resume),
            "volunteer": self._volunteering(resume),
            "languages": (
                Item(title=clean(one.language), note=clean(one.fluency)) for one in resume.languages
            ),
            "interests": (Item(title=clean(one.name), tags=_texts(one.keywords)) for one in resume.interests),
            "references": (
                Item(title=clean(one.name), text=paragraphs(one.reference)) for one in resume.references
            ),
        }
        for kind, made in parts.items():
            items = tuple(item for item in made if item != Item(label=item.label))
            if items:
                yield Section(kind, self._labels[kind], items)

    def _period(self, start: str | None, end: str | None) -> str:
        return period_in(self._language, start, end)

    def _employment(self, employment: Employment) -> Item:
        roles = employment.positions
        if len(roles) == 1:
            return self._role(roles[0], by=clean(roles[0].name))
        shared = len({(clean(r.location), r.url, clean(r.description)) for r in roles}) == 1
        first = roles[0]
        return Item(
            title=clean(employment.name),
            place=clean(first.location) if shared else "",
            url=link_of(first.url),
            about=clean(first.description) if shared else "",
            dates=self._period(employment.start_date, employment.end_date),
            roles=tuple(self._role(role, shared=shared) for role in roles),
        )

    def _role(self, role: Work, *, by: str = "", shared: bool = False) -> Item:
        """A role; what all roles at the employer share is not said again."""
        return Item(
            title=clean(role.position) or by,
            by=by if role.position else "",
            place="" if shared else clean(role.location),
            dates=self._period(role.start_date, role.end_date),
            url=link_of(role.url) if by else "",
            about="" if shared else clean(role.description),
            text=paragraphs(role.summary),
            bullets=_texts(role.highlights),
        )

    def _volunteering(self, resume: Resume) -> Iterable[Item]:
        for one in resume.volunteer:
            organization = clean(one.organization)
            yield Item(
                title=clean(one.position) or organization,
                by=organization if one.position else "",
                dates=self._period(one.start_date, one.end_date),
                url=link_of(one.url),
                text=paragraphs(one.summary),
                bullets=_texts(one.highlights),
            )

    def _education(self, resume: Resume) -> Iterable[Item]:
        for one in resume.education:
            institution, degree = clean(one.institution), ", ".join(_texts((one.study_type, one.area)))
            score = clean(one.score)
            yield Item(
                title=degree or institution,
                by=institution if degree else "",
                dates=self._period(one.start_date, one.end_date),
                url=link_of(one.url),
                note=f"{self._labels['grade']}: {score}" if score else "",
                label=self._labels["courses"],
                tags=_texts(one.courses),
            )

    def _skills(self, skills: Iterable[Skill]) -> Iterable[Item]:
        """The groups; skills that stand by themselves make one group without a name."""
        loose: list[str] = []
        for skill in skills:
            name, level, keywords = clean(skill.name), clean(skill.level), _texts(skill.keywords)
            if keywords:
                yield Item(title=name, note=level, tags=keywords)
            elif name:
                loose.append(f"{name} ({level})" if level else name)
        if loose:
            yield Item(tags=tuple(loose))

    def _projects(self, resume: Resume) -> Iterable[Item]:
        for one in resume.projects:
            yield Item(
                title=clean(one.name),
                by=", ".join(_texts((*one.roles, one.entity, one.type))),
                dates=self._period(one.start_date, one.end_date) if one.start_date or one.end_date else "",
                url=link_of(one.url),
                text=paragraphs(one.description),
                bullets=_texts(one.highlights),
                label=self._labels["tools"],
                tags=_texts(one.keywords),
            )

    def _publications(self, resume: Resume) -> Iterable[Item]:
        for one in resume.publications:
            yield Item(
                title=clean(one.name),
                by=clean(one.publisher),
                dates=date_in(self._language, one.release_date),
                url=link_of(one.url),
                text=paragraphs(one.summary),
            )

    def _certificates(self, resume: Resume) -> Iterable[Item]:
        for one in resume.certificates:
            dates = date_in(self._language, one.date)
            yield Item(title=clean(one.name), by=clean(one.issuer), dates=dates, url=link_of(one.url))

    def _awards(self, resume: Resume) -> Iterable[Item]:
        for one in resume.awards:
            yield Item(
                title=clean(one.title),
                by=clean(one.awarder),
                dates=date_in(self._language, one.date),
                text=paragraphs(one.summary),
            )
