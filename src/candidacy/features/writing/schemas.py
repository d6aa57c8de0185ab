"""What the API takes and says of texts that are written anew."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from candidacy.ai_agents.interface import Tone, WritingTask

MAX_TEXT = 5_000


class SuggestIn(BaseModel):
    """Which text to write anew, and how."""

    model_config = ConfigDict(extra="forbid")

    path: str = Field(max_length=200, description="JSON pointer into the CV: /work/0/highlights/2")
    task: WritingTask = WritingTask.IMPROVE
    tone: Tone = Tone.NEUTRAL
    language: str = Field(
        default="en", pattern="^[a-z]{2}$", description="What it is written in, or translated into"
    )
    posting_id: UUID | None = Field(default=None, description="The job to write it for")
    instead_of: list[str] = Field(
        default_factory=list, max_length=5, description="What was suggested before and is not wanted"
    )


class AcceptIn(BaseModel):
    """A text that a person takes. It is held against the CV, unless it is said to be in their own words."""

    model_config = ConfigDict(extra="forbid")

    path: str = Field(max_length=200)
    before: str = Field(default="", max_length=MAX_TEXT, description="What stands there, as it was shown")
    text: str = Field(min_length=1, max_length=MAX_TEXT)
    own_words: bool = Field(default=False, description="The person says so themselves and vouches for it")
    confirmed: list[Annotated[str, Field(max_length=200)]] = Field(
        default=[],
        max_length=20,
        description="The words of the text that no line shows, each of which the person says is true",
    )
    call_id: UUID | None = Field(default=None, description="The call that suggested it")


class AcceptedOut(BaseModel):
    """The version that has the text."""

    cv_id: UUID
    version: int
