"""What search and answers look like from outside."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from candidacy.domain.resume import Span


class FragmentOut(BaseModel):
    """A run of a snippet's text; ``hit``: it is one of the words that were sought."""

    text: str
    hit: bool


class PassageOut(BaseModel):
    """A passage that was found, and where it stands in its source."""

    id: UUID
    heading: str
    text: str
    snippet: list[FragmentOut]
    path: str = Field(description="JSON pointer into the structured source; empty for plain text.")
    spans: list[Span] = Field(description="Places in the text of the source, with page and box where known.")
    score: float


class HitOut(BaseModel):
    """Something of the workspace with its best passages."""

    kind: str
    source_id: UUID
    title: str
    url: str
    dated: datetime
    score: float
    passages: list[PassageOut]


class IndexOut(BaseModel):
    """Where the index stands."""

    model: str = Field(description="What searches go by; empty before anything was indexed.")
    target: str | None = Field(description="The model that everything is being embedded with.")
    progress: float | None = Field(description="How much of that is done, 0 to 1.")
    by_words_alone: bool = Field(description="Vectors had no part in this search.")


class SearchOut(BaseModel):
    """A page of what was found, best first."""

    items: list[HitOut]
    next_cursor: str | None = None
    index: IndexOut


class CitationOut(BaseModel):
    """Words that a statement rests on: ``passage.text[start:end]``; ``number`` is the passage's, from 1."""

    number: int
    passage_id: UUID
    quote: str
    start: int
    end: int
    spans: list[Span]


class StatementOut(BaseModel):
    """A sentence of an answer with what it rests on."""

    text: str
    citations: list[CitationOut]


class DraftOut(BaseModel):
    """More of a sentence that a model is saying, by its number from 0; nothing of it is verified yet."""

    statement: int
    text: str


class NumberedOut(PassageOut):
    """A passage that an answer may cite."""

    number: int
    kind: str
    source_id: UUID
    title: str
    url: str


class AnswerOut(BaseModel):
    """An answer, or that there is none in what the workspace holds."""

    question: str
    answered: bool
    refusal: str | None = Field(description="Why there is no answer.")
    by: str = Field(description="passages, or the model that wrote the statements.")
    confidence: float = Field(description="How well the passages answer, 0 to 1.")
    statements: list[StatementOut]
    dropped: int = Field(description="Sentences of a model that are left out: nothing here supports them.")
    passages: list[NumberedOut]
