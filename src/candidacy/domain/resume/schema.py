"""JSON Resume 1.x (https://jsonresume.org/schema) as frozen values.

Attributes are snake_case here and camelCase in JSON. Unknown members are kept, so that a Resume comes
out as it went in. Dates are JSON Resume's iso8601 forms with the precision that is known: ``2019``,
``2019-03`` or ``2019-03-21``; an ongoing role has no ``end_date``.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True, alias_generator=to_camel)


class Location(_Part):
    """Where somebody or something is; ``country_code`` is ISO 3166-1 alpha-2."""

    address: str | None = None
    postal_code: str | None = None
    city: str | None = None
    country_code: str | None = None
    region: str | None = None


class Profile(_Part):
    """A page of the person elsewhere: LinkedIn, GitHub."""

    network: str | None = None
    username: str | None = None
    url: str | None = None


class Basics(_Part):
    """Who the person is and how to reach them."""

    name: str | None = None
    label: str | None = None
    image: str | None = None
    email: str | None = None
    phone: str | None = None
    url: str | None = None
    summary: str | None = None
    location: Location | None = None
    profiles: tuple[Profile, ...] = ()


class Work(_Part):
    """One role at one employer; two roles at the same employer are two entries."""

    name: str | None = None
    position: str | None = None
    location: str | None = None
    description: str | None = None
    url: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    summary: str | None = None
    highlights: tuple[str, ...] = ()


class Volunteer(_Part):
    """Unpaid work."""

    organization: str | None = None
    position: str | None = None
    url: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    summary: str | None = None
    highlights: tuple[str, ...] = ()


class Education(_Part):
    """A course of study. ``study_type`` is the degree, ``area`` the subject, ``score`` the grade."""

    institution: str | None = None
    url: str | None = None
    area: str | None = None
    study_type: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    score: str | None = None
    courses: tuple[str, ...] = ()


class Award(_Part):
    """A prize."""

    title: str | None = None
    date: str | None = None
    awarder: str | None = None
    summary: str | None = None


class Certificate(_Part):
    """A certificate or licence."""

    name: str | None = None
    date: str | None = None
    issuer: str | None = None
    url: str | None = None


class Publication(_Part):
    """Something published."""

    name: str | None = None
    publisher: str | None = None
    release_date: str | None = None
    url: str | None = None
    summary: str | None = None


class Skill(_Part):
    """A group of skills: its heading as ``name``, the skills as ``keywords``; or one skill as ``name``."""

    name: str | None = None
    level: str | None = None
    keywords: tuple[str, ...] = ()


class Language(_Part):
    """A language and how well it is known, in the document's words."""

    language: str | None = None
    fluency: str | None = None


class Interest(_Part):
    """A pastime."""

    name: str | None = None
    keywords: tuple[str, ...] = ()


class Reference(_Part):
    """Somebody who vouches for the person."""

    name: str | None = None
    reference: str | None = None


class Project(_Part):
    """A project with what the person did in it."""

    name: str | None = None
    description: str | None = None
    highlights: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    start_date: str | None = None
    end_date: str | None = None
    url: str | None = None
    roles: tuple[str, ...] = ()
    entity: str | None = None
    type: str | None = None


class Resume(_Part):
    """A whole JSON Resume."""

    basics: Basics = Field(default_factory=Basics)
    work: tuple[Work, ...] = ()
    volunteer: tuple[Volunteer, ...] = ()
    education: tuple[Education, ...] = ()
    awards: tuple[Award, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    publications: tuple[Publication, ...] = ()
    skills: tuple[Skill, ...] = ()
    languages: tuple[Language, ...] = ()
    interests: tuple[Interest, ...] = ()
    references: tuple[Reference, ...] = ()
    projects: tuple[Project, ...] = ()

    def to_json_resume(self) -> dict[str, Any]:
        """The JSON Resume value: camelCase, nothing empty."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
