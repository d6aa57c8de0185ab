"""What tailoring proposes: small changes of a CV, each with its sources, and what was refused."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from candidacy.domain.resume import Span


class ClaimKind(StrEnum):
    """What a claim that the CV does not support is about."""

    NUMBER = "number"
    EMPLOYER = "employer"
    TITLE = "title"
    DATE = "date"
    DEGREE = "degree"
    SKILL = "skill"
    CERTIFICATE = "certificate"
    SCOPE = "scope"
    TENSE = "tense"
    LANGUAGE_LEVEL = "language_level"
    UNSUPPORTED = "unsupported"
    """A word or name that stands in no source."""
    UNREAD = "unread"
    """A language that claims cannot be compared in."""
    LOCKED = "locked"
    """A place that tailoring never writes to."""
    STALE = "stale"
    """``before`` is not what stands there."""


class Source(BaseModel):
    """A line that a change rests on: of the CV, or of what stands beside it."""

    model_config = ConfigDict(frozen=True)

    path: str = Field(description="JSON pointer into the Resume, /work/0/highlights/2; empty beside it")
    quote: str
    spans: tuple[Span, ...] = ()
    title: str = Field(default="", description="Of the portfolio's item that says it, beside the CV")
    address: str = Field(default="", description="Where that item lies")


class Change(BaseModel):
    """One small change. ``before`` is what stands at ``path`` now; both are texts, or both are lists.

    A list changes by order and by what is left out: nothing is in ``after`` that is not in ``before``.
    """

    model_config = ConfigDict(frozen=True)

    path: str = Field(description="JSON pointer into the Resume before any change")
    before: Any
    after: Any
    reason: str
    sources: tuple[Source, ...] = ()


class Refusal(BaseModel):
    """A claim that nothing in the CV supports, and how the person could prove it."""

    model_config = ConfigDict(frozen=True)

    kind: ClaimKind
    claim: str = Field(description="The words of the change that are not supported")
    reason: str
    proof: str = Field(description="What to add to the CV so that it can be said")


class Refused(BaseModel):
    """A change that is not offered."""

    model_config = ConfigDict(frozen=True)

    change: Change
    refusals: tuple[Refusal, ...]


class Tailoring(BaseModel):
    """A CV tailored to a posting: what is proposed, what was refused, and what it is worth.

    ``digest`` binds what is applied to what was shown: it changes with the CV and with any change.
    """

    model_config = ConfigDict(frozen=True)

    changes: tuple[Change, ...]
    refused: tuple[Refused, ...] = ()
    match_before: float = Field(ge=0, le=100)
    match_after: float = Field(ge=0, le=100)
    pages_before: int | None = None
    pages_after: int | None = None
    digest: str
