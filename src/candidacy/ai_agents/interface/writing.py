"""Writer and answerer: texts piece by piece, and answers that cite."""

from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field

from candidacy.ai_agents.interface.told import Made, Tone
from candidacy.domain.postings.schema import Posting
from candidacy.domain.resume import SourcedResume
from candidacy.domain.tailoring import Refusal


class WritingTask(StrEnum):
    """What the assistant does with a text."""

    IMPROVE = "improve"
    QUANTIFY = "quantify"
    SHORTEN = "shorten"
    TONE = "tone"
    TRANSLATE = "translate"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class WriteRequest:
    """A text of a CV to be written anew. ``path`` is its place; a summary may have none yet."""

    task: WritingTask
    text: str
    path: str | None
    sourced: SourcedResume
    today: date
    language: str = "en"
    """What it is written in; of a translation, what it is translated into."""
    tone: Tone = Tone.NEUTRAL
    posting: Posting | None = None
    more: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()
    """What was written before and is not wanted: for another alternative."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The next characters of the text."""

    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """The whole text, last of all. What has refusals may be shown with them, and is not accepted as it is.

    Where all of them are but to be asked (``words_of``), its person may confirm the words.
    """

    text: str
    refusals: tuple[Refusal, ...]
    made: Made
    questions: tuple[str, ...] = ()
    """What the person would have to say for more: quantify asks, it never makes up a number."""


class Writer(Protocol):
    """Writes a text anew, piece by piece. Close the iterator (``contextlib.aclosing``) to stop the model."""

    def write(self, request: WriteRequest) -> AsyncIterator[Piece | Written]: ...


@dataclass(frozen=True, slots=True)
class SourcePassage:
    """A passage that an answer may rest on; the workspace's own, chosen by search."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class AskRequest:
    """A question, and the passages that were found for it."""

    question: str
    passages: tuple[SourcePassage, ...]
    language: str | None = None


class Citation(BaseModel):
    """Words of a passage: ``passage.text[start:end]``."""

    model_config = ConfigDict(frozen=True)

    passage_id: str
    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Statement(BaseModel):
    """A sentence of an answer, with the words it rests on."""

    model_config = ConfigDict(frozen=True)

    text: str
    citations: tuple[Citation, ...] = Field(min_length=1)


class AnswerGiven(BaseModel):
    """An answer of statements that each cite; none where the passages don't say."""

    model_config = ConfigDict(frozen=True)

    statements: tuple[Statement, ...]
    dropped: int = Field(default=0, description="Statements that rest on nothing.")
    made: Made | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """More of a statement, by its number from 0, as the model says it; nothing of it is verified yet."""

    statement: int
    text: str


@dataclass(frozen=True, slots=True)
class Anew:
    """The model begins again: what it said before counts no more."""


class Answerer(Protocol):
    """Answers from passages and from nothing else."""

    async def answer(self, request: AskRequest) -> AnswerGiven: ...

    def stream(self, request: AskRequest) -> AsyncGenerator[Draft | Anew | AnswerGiven, None]:
        """What the model says as it says it, and last what of it is verified. Close it to stop the model."""
        ...
