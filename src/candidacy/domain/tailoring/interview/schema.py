"""What to have ready for an interview: questions, each with prompts that rest on lines of the CV."""

from pydantic import BaseModel, ConfigDict, Field

from candidacy.domain.matching import Status
from candidacy.domain.tailoring.schema import Source


class Question(BaseModel):
    """A question that may come, and what to have ready for it."""

    model_config = ConfigDict(frozen=True)

    text: str
    about: str = Field(default="", description="The requirement of the posting, in its words")
    status: Status | None = Field(default=None, description="Whether the CV shows it; null for others")
    prompts: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


class Chapter(BaseModel):
    """Questions of one kind; ``name`` is requirements, gaps, person or ask."""

    model_config = ConfigDict(frozen=True)

    name: str
    title: str
    questions: tuple[Question, ...]


class Preparation(BaseModel):
    """All of it, in one language."""

    model_config = ConfigDict(frozen=True)

    language: str
    chapters: tuple[Chapter, ...]
