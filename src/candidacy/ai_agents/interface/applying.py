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
from candidacy.domain.tailoring import Change, Refused
from candidacy.domain.tailoring.letters import AskedSentence, RefusedSentence, Sentence


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
    more: tuple[str, ...] = ()
    instruction: str = ""


class Letter(BaseModel):
    """What stands between opening and farewell, and what would if its person confirms it, in order.

    The frame is the domain's.
    """

    model_config = ConfigDict(frozen=True)

    body: tuple[tuple[Sentence | AskedSentence, ...], ...]
    refused: tuple[RefusedSentence, ...] = ()
    made: tuple[Made, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """What the CV supports alone."""
        told = (" ".join(s.text for s in p if isinstance(s, Sentence)) for p in self.body)
        return tuple(filter(None, told))

    @property
    def asked(self) -> tuple[AskedSentence, ...]:
        """What only its person can confirm."""
        return tuple(s for p in self.body for s in p if isinstance(s, AskedSentence))


class LetterWriter(Protocol):
    """Writes to an employer."""

    async def write(self, request: LetterRequest, *, thread: Thread | None = None) -> Letter: ...


@dataclass(frozen=True, slots=True)
class InterviewRequest:
    """A CV and the posting whose requirements are asked about. ``language`` is ISO 639-1."""

    sourced: SourcedResume
    posting: Posting
    today: date
    language: str = "en"


class InterviewQuestion(BaseModel):
    """A question to expect, the requirement behind it, and what the person's own CV has to answer with."""

    model_config = ConfigDict(frozen=True)

    question: str
    requirement: int | None = Field(description="Its place in posting.requirements.")
    evidence: tuple[Quote, ...] = Field(
        default=(), description="Lines of the CV; none where it has no proof."
    )
    answer: tuple[Sentence, ...] = Field(
        default=(), description="What to say, in sentences that the CV supports, each with its lines."
    )
    asked: tuple[AskedSentence, ...] = Field(
        default=(), description="What else could be said, if its words that no line shows are true."
    )


class InterviewPreparation(BaseModel):
    """Questions in the order of the posting's requirements, and what was left out of them."""

    model_config = ConfigDict(frozen=True)

    questions: tuple[InterviewQuestion, ...]
    quotes_verified: int = 0
    quotes_dropped: int = Field(default=0, description="Quotes that are not in the CV.")
    dropped: int = Field(
        default=0, description="Questions that are none, or claim what neither CV nor posting says."
    )
    refused: tuple[RefusedSentence, ...] = Field(
        default=(), description="Sentences of answers that the CV does not support."
    )
    made: tuple[Made, ...] = ()


class Interviewer(Protocol):
    """Prepares somebody for an interview."""

    async def prepare(
        self, request: InterviewRequest, *, thread: Thread | None = None
    ) -> InterviewPreparation: ...
