"""Tailor, letter writer and interviewer: a CV before a posting."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field

from candidacy.ai_agents.interface.told import Degraded, Made, Progress, Thread, Tone
from candidacy.domain.postings.schema import Posting
from candidacy.domain.resume import SourcedResume
from candidacy.domain.review import Quote
from candidacy.domain.tailoring import Change, Refusal, Refused


@dataclass(frozen=True, slots=True)
class TailorRequest:
    """A CV, the posting, and what is known of both."""

    sourced: SourcedResume
    posting: Posting
    today: date
    more: tuple[str, ...] = ()
    """Texts of the person beside the CV: the portfolio."""
    gaps: tuple[str, ...] = ()
    """Requirements that the match found partly met or missing, in the posting's words."""
    instruction: str = ""
    """What the person asks for in their own words; it is data for the model like all the rest."""


class Proposals(BaseModel):
    """Changes that the guard let pass, and those it refused with the reasons. Nothing is applied."""

    model_config = ConfigDict(frozen=True)

    changes: tuple[Change, ...] = ()
    refused: tuple[Refused, ...] = ()
    malformed: int = Field(default=0, description="Proposals that were no change of this CV at all.")
    made: tuple[Made, ...] = ()
    degraded: tuple[Degraded, ...] = ()


class Tailor(Protocol):
    """Proposes changes of a CV for a posting."""

    async def propose(
        self, request: TailorRequest, *, thread: Thread | None = None, progress: Progress | None = None
    ) -> Proposals: ...


class LetterKind(StrEnum):
    """What is written."""

    COVER_LETTER = "cover_letter"
    OUTREACH_NOTE = "outreach_note"


@dataclass(frozen=True, slots=True)
class LetterRequest:
    """What a letter is written from. ``language`` is ISO 639-1."""

    kind: LetterKind
    sourced: SourcedResume
    posting: Posting
    today: date
    language: str = "en"
    tone: Tone = Tone.NEUTRAL
    recipient: str | None = None
    more: tuple[str, ...] = ()
    instruction: str = ""


class RefusedSentence(BaseModel):
    """A sentence that is left out, and why."""

    model_config = ConfigDict(frozen=True)

    text: str
    refusals: tuple[Refusal, ...]


class Letter(BaseModel):
    """A letter of sentences that the CV supports; greeting and farewell are ours, without a model."""

    model_config = ConfigDict(frozen=True)

    greeting: str
    paragraphs: tuple[str, ...]
    farewell: str
    signature: str
    refused: tuple[RefusedSentence, ...] = ()
    made: tuple[Made, ...] = Field(default=(), description="Empty for the skeleton without a model.")

    @property
    def text(self) -> str:
        return "\n\n".join(
            p for p in (self.greeting, *self.paragraphs, f"{self.farewell}\n{self.signature}") if p
        )


class LetterWriter(Protocol):
    """Writes to an employer."""

    async def write(self, request: LetterRequest) -> Letter: ...


@dataclass(frozen=True, slots=True)
class InterviewRequest:
    """A CV and the posting whose requirements are asked about."""

    sourced: SourcedResume
    posting: Posting
    language: str = "en"


class InterviewQuestion(BaseModel):
    """A question to expect, the requirement behind it, and the person's own evidence to answer with."""

    model_config = ConfigDict(frozen=True)

    question: str
    requirement: int | None = Field(description="Its place in posting.requirements.")
    why: str = ""
    evidence: tuple[Quote, ...] = Field(
        default=(), description="Lines of the CV; none where it has no proof."
    )
    hint: str = Field(default="", description="How to build the answer from the evidence.")


class InterviewPreparation(BaseModel):
    """Questions in the order of the posting's requirements."""

    model_config = ConfigDict(frozen=True)

    questions: tuple[InterviewQuestion, ...]
    quotes_dropped: int = 0
    made: tuple[Made, ...] = ()


class Interviewer(Protocol):
    """Prepares somebody for an interview."""

    async def prepare(self, request: InterviewRequest) -> InterviewPreparation: ...
