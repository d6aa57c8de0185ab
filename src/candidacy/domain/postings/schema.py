"""A job posting and its requirements; reads and writes schema.org JobPosting (see ``jobposting``)."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from candidacy.kernel.language import sentence


class RequirementKind(StrEnum):
    """What a requirement is about."""

    SKILL = sentence("skill")
    EXPERIENCE = sentence("experience")
    EDUCATION = sentence("education")
    LANGUAGE = sentence("language")
    LICENCE = sentence("licence")
    LOCATION = sentence("location")
    DUTY = sentence("duty")


class Importance(StrEnum):
    """How much a requirement matters."""

    MUST = "must"
    NICE = "nice"


class Requirement(BaseModel):
    """One thing the posting asks for: ``posting.text[start:end]`` is its wording.

    ``skill_uris`` are alternatives: any of them satisfies the requirement ("React or Vue").
    """

    model_config = ConfigDict(frozen=True)

    text: str
    kind: RequirementKind
    importance: Importance
    skill_uris: tuple[str, ...] = ()
    years: float | None = Field(default=None, ge=0, le=50, description="Years of experience asked for.")
    level: str | None = Field(
        default=None, description="Degree (see education.DEGREES) or CEFR language level asked for."
    )
    languages: tuple[str, ...] = Field(
        default=(), description="ISO 639-1 codes of a language requirement; any of them satisfies it."
    )
    start: int = 0
    end: int = 0
    weight: float = Field(default=1.0, ge=0, le=10, description="Set by a person; 1 is normal, 0 leaves out.")


class Posting(BaseModel):
    """A job posting as it was read. ``text`` is the plain text that all offsets count in."""

    model_config = ConfigDict(frozen=True)

    text: str
    title: str | None = None
    organization: str | None = None
    location: str | None = None
    remote: bool | None = None
    employment_type: str | None = None
    date_posted: str | None = None
    language: str | None = Field(default=None, description="ISO 639-1")
    occupation_uri: str | None = None
    requirements: tuple[Requirement, ...] = ()
