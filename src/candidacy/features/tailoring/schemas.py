"""What the API takes and says of tailorings, letters and interviews."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from candidacy.domain.tailoring.letters import LetterKind, Tone

MAX_CHANGES = 200
MAX_LETTER = 20_000
Language = Annotated[str, Field(min_length=2, max_length=2, description="en, de, es or fr")]


class ChangeIn(BaseModel):
    """A change that somebody proposes; it is held against the CV like any other."""

    model_config = ConfigDict(extra="forbid")

    path: str = Field(max_length=200, description="JSON pointer into the CV: /work/0/highlights/2")
    after: str = Field(max_length=5000, description="The new text")
    reason: str = Field(default="", max_length=500)


class TailoringIn(BaseModel):
    """The pair to tailor; with ``changes`` these are held against the CV in place of those of the rules."""

    model_config = ConfigDict(extra="forbid")

    cv_id: UUID
    posting_id: UUID
    changes: list[ChangeIn] | None = Field(default=None, min_length=1, max_length=MAX_CHANGES)
    pages: int | None = Field(
        default=None,
        ge=1,
        le=10,
        description="Leave out what answers least until it fits; type is not shrunk",
    )


class TailoringWork(BaseModel):
    """The pair that a model is to propose for, beside the rules."""

    model_config = ConfigDict(extra="forbid")

    cv_id: UUID
    posting_id: UUID
    pages: int | None = Field(default=None, ge=1, le=10)


class Decisions(BaseModel):
    """Which changes a person accepts, by their place in ``changes``; all others are refused."""

    model_config = ConfigDict(extra="forbid")

    digest: str = Field(min_length=64, max_length=64, description="That of the proposal as it was shown")
    accepted: list[Annotated[int, Field(ge=0, lt=10_000)]] = Field(min_length=1, max_length=10_000)


class Answer(BaseModel):
    """What a person says to a question: whether its words are true of the line."""

    model_config = ConfigDict(extra="forbid")

    confirmed: bool = Field(description="True: it is so, and this is my own statement. False: drop it")
    words: list[Annotated[str, Field(max_length=200)]] = Field(
        default=[], max_length=20, description="To confirm, each of the words in question, and no other"
    )


class Proof(BaseModel):
    """The person's own words for a place whose change was refused; they become a version of the CV."""

    model_config = ConfigDict(extra="forbid")

    number: int = Field(ge=0, lt=10_000, description="Its place in ``refused``")
    text: str = Field(min_length=1, max_length=5000, description="What is true, as the CV is to say it")


class TailoringSummary(BaseModel):
    """A tailoring in a list."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    cv_id: UUID
    cv_version_id: UUID
    cv_number: int
    posting_id: UUID
    posting_version: int
    digest: str
    most_pages: int | None = Field(description="How many pages it was asked to fit")
    accepted: list[int] | None
    applied_number: int | None = Field(description="The number of the CV version that it became")
    undone_number: int | None = Field(description="The number of the CV version that took it back")
    made: list[dict[str, Any]] | None = Field(
        description="Prompts and models that proposed beside the rules; null where rules alone did"
    )
    problem: str | None = Field(
        description="Why a model that was asked has added nothing; with ``made``, why it did not try again"
    )
    created_at: datetime
    updated_at: datetime


class TailoringOut(TailoringSummary):
    """A tailoring: what is offered, what was refused and why, and what became of it."""

    match_before: float
    match_after: float
    pages_before: int | None
    pages_after: int | None
    changes: list[dict[str, Any]] = Field(
        description="What is offered; ``confirmed`` says who said so of what no source shows"
    )
    questions: list[dict[str, Any]] = Field(
        description="What only its person can say: not applied before they confirm its ``words``"
    )
    refused: list[dict[str, Any]]


class LetterIn(BaseModel):
    """What to write, from which CV, for which posting."""

    model_config = ConfigDict(extra="forbid")

    cv_id: UUID
    posting_id: UUID
    kind: LetterKind = LetterKind.LETTER
    language: Language = "en"
    tone: Tone = Tone.FORMAL


class LetterEdit(BaseModel):
    """A letter as its person has it."""

    model_config = ConfigDict(extra="forbid")

    subject: str = Field(max_length=300)
    text: str = Field(min_length=1, max_length=MAX_LETTER)


class LetterSummary(BaseModel):
    """A letter in a list."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    cv_id: UUID
    cv_version_id: UUID
    cv_number: int
    posting_id: UUID
    posting_version: int
    kind: LetterKind
    language: str
    tone: Tone
    subject: str
    edited: bool = Field(description="Whether its person changed the text since it was drafted")
    made: list[dict[str, Any]] | None = Field(description="Prompts and models; null where none wrote")
    problem: str | None = Field(description="Why a model that was asked has added nothing")
    version: int
    created_at: datetime
    updated_at: datetime


class LetterOut(LetterSummary):
    """A letter: as it is sent, and as it was drafted, each sentence with the lines it rests on."""

    text: str
    paragraphs: list[list[dict[str, Any]]] = Field(
        description="The draft: sentences with their sources, and with who said so (``confirmed``)"
    )
    questions: list[dict[str, Any]] = Field(
        description="What only its person can say: not in the letter before they confirm its ``words``"
    )
    refused: list[dict[str, Any]] = Field(description="Sentences that the CV does not support, and why")


class HintsIn(BaseModel):
    """The language that the interview is in."""

    model_config = ConfigDict(extra="forbid")

    language: Language = "en"


class HintsOut(BaseModel):
    """What a model prepared for an interview. What the CV does not support is not in ``answer``."""

    cv_id: UUID
    cv_version_id: UUID
    cv_number: int
    posting_id: UUID
    posting_version: int
    language: str
    model: str
    questions: list[dict[str, Any]] = Field(
        description="Each with its requirement, lines of the CV, sentences to answer with, and in ``asked`` "
        "what could be said if its ``words`` are true, which no line shows"
    )
    quotes_verified: int
    quotes_dropped: int = Field(description="Quotations that are not in the CV")
    dropped: int = Field(description="Questions that bring up what neither CV nor posting says")
    refused: list[dict[str, Any]] = Field(description="Sentences that the CV does not support, and why")
    made: list[dict[str, Any]] = Field(description="Prompts, versions and models")
    created_at: datetime


class WorkOut(BaseModel):
    """Work to be followed at ``/api/v1/jobs/{job_id}``, whose result names what came of it."""

    job_id: UUID
