"""What tailoring proposes: small changes of a CV, each with its sources, and what was refused."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    computed_field,
    model_serializer,
)

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


class Severity(StrEnum):
    """What a claim that no source supports comes to."""

    REFUSE = "refuse"
    ASK = "ask"
    """What the sources do not show, and nothing speaks against: its person may say that it is true."""


class Verdict(StrEnum):
    """What becomes of a text that was held against the CV."""

    SUPPORTED = "supported"
    ASK = "ask"
    REFUSE = "refuse"


class Source(BaseModel):
    """A line that a change rests on: of the CV, or of what stands beside it."""

    model_config = ConfigDict(frozen=True)

    path: str = Field(description="JSON pointer into the Resume, /work/0/highlights/2; empty beside it")
    quote: str
    spans: tuple[Span, ...] = ()
    title: str = Field(default="", description="Of the portfolio's item that says it, beside the CV")
    address: str = Field(default="", description="Where that item lies")


class Confirmed(BaseModel):
    """What somebody said is true beyond what a line says: their own statement, not the CV's."""

    model_config = ConfigDict(frozen=True)

    words: tuple[str, ...] = Field(description="The words that no source shows")
    by: str = Field(description="Who said so: an id, or how it was said")
    at: datetime


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
    confirmed: Confirmed | None = Field(
        default=None, description="Who said that it is true where no source shows some of its words"
    )

    @model_serializer(mode="wrap")
    def _said(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without a confirmation where there is none."""
        value: dict[str, Any] = written(self)
        if value["confirmed"] is None:
            del value["confirmed"]
        return value


class Refusal(BaseModel):
    """A claim that nothing in the CV supports, and how the person could prove it."""

    model_config = ConfigDict(frozen=True)

    kind: ClaimKind
    claim: str = Field(description="The words of the change that are not supported")
    reason: str
    proof: str = Field(description="What to add to the CV so that it can be said")
    severity: Severity = Severity.REFUSE


def verdict_of(refusals: Sequence[Refusal]) -> Verdict:
    """Whether a text is supported, for its person to confirm, or refused: by the gravest that is said."""
    if not refusals:
        return Verdict.SUPPORTED
    asked = all(one.severity is Severity.ASK for one in refusals)
    return Verdict.ASK if asked else Verdict.REFUSE


def words_of(refusals: Sequence[Refusal]) -> tuple[str, ...]:
    """The words of a text that only its person can confirm, each once; none unless that is all."""
    if verdict_of(refusals) is not Verdict.ASK:
        return ()
    return tuple(dict.fromkeys(one.claim for one in refusals))


class Refused(BaseModel):
    """A change that is not offered."""

    model_config = ConfigDict(frozen=True)

    change: Change
    refusals: tuple[Refusal, ...]


def key_of(path: str, line: Any, text: Any) -> str:
    """By which a question is answered: 32 hexadecimal digits of its place, its line and its new text."""
    said = json.dumps([path, line, text], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


class Question(BaseModel):
    """A change that nothing speaks against, of which no source shows some words: its person may confirm them.

    It is never applied before they have said so.
    """

    model_config = ConfigDict(frozen=True)

    change: Change
    words: tuple[str, ...] = Field(description="The words of the change that no source shows")

    @computed_field(description="By which it is answered: that of its place, its line and its new text")  # type: ignore[prop-decorator]
    @property
    def key(self) -> str:
        return key_of(self.change.path, self.change.before, self.change.after)


class Tailoring(BaseModel):
    """A CV tailored to a posting: what is proposed, asked and refused, and what it is worth.

    ``digest`` binds what is applied to what was shown: it changes with the CV and with any change.
    """

    model_config = ConfigDict(frozen=True)

    changes: tuple[Change, ...]
    questions: tuple[Question, ...] = ()
    refused: tuple[Refused, ...] = ()
    match_before: float = Field(ge=0, le=100)
    match_after: float = Field(ge=0, le=100)
    pages_before: int | None = None
    pages_after: int | None = None
    digest: str
