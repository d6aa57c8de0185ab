"""What a portfolio is made of, as its readers see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """What a piece of work is."""

    PROJECT = "project"
    POST = "post"
    CERTIFICATION = "certification"


class Visibility(StrEnum):
    """Who may see something: everybody, whoever has the unlisted link, or its owner alone."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    PRIVATE = "private"


class Section(StrEnum):
    """The parts of a portfolio that are shown or not, each by itself; the last three come from a CV."""

    ABOUT = "about"
    LINKS = "links"
    PROJECT = "project"
    POST = "post"
    CERTIFICATION = "certification"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    SKILLS = "skills"


FROM_CV = (Section.EXPERIENCE, Section.EDUCATION, Section.SKILLS)


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the person elsewhere."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an item, kept in several widths; ``alt`` says in words what is to be seen."""

    id: str
    alt: str
    width: int
    height: int
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A published item. For a certification ``starts_on`` is when it was issued, ``ends_on`` its expiry."""

    id: UUID
    """A name that stays the same wherever it lies."""
    kind: Kind
    slug: str
    title: str
    published_at: datetime
    updated_at: datetime
    summary: str = ""
    body: str = ""
    tags: tuple[str, ...] = ()
    url: str = ""
    issuer: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Stay:
    """A position or a course of study, of which nothing private is left."""

    title: str
    place: str
    start: str = ""
    end: str = ""
    summary: str = ""
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """What was copied out of a CV to be shown."""

    experience: tuple[Stay, ...] = ()
    education: tuple[Stay, ...] = ()
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """All that one visitor may see of a portfolio.

    Args:
        id: a name that stays the same wherever it lies.
        address: where it lies, without a slash at the end: ``https://host/p/ada``.
        path: the same within the installation: ``/p/ada``.
        indexable: whether search engines may list it.
        answers: whether visitors may ask questions of it.
        language: that of the words around those of its owner.
    """

    id: UUID
    address: str
    path: str
    name: str
    updated_at: datetime
    headline: str = ""
    about: str = ""
    links: tuple[Link, ...] = ()
    entries: tuple[Entry, ...] = ()
    history: History = field(default_factory=History)
    indexable: bool = False
    answers: bool = False
    language: str = "en"

    def of_kind(self, kind: Kind) -> tuple[Entry, ...]:
        """The entries of one kind, in their order."""
        return tuple(entry for entry in self.entries if entry.kind is kind)

    def address_of(self, entry: Entry) -> str:
        """Where an entry of it lies."""
        return f"{self.address}/{entry.slug}"


def is_visible(sections: Mapping[str, str], section: Section, *, by_link: bool) -> bool:
    """Whether a visitor sees a section; ``by_link`` is one who came by the unlisted link."""
    wanted = {Visibility.PUBLIC, Visibility.UNLISTED} if by_link else {Visibility.PUBLIC}
    return sections.get(section.value, Visibility.PRIVATE.value) in wanted
