"""The reviewer: reads a CV and quotes what it sees."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field

from candidacy.ai_agents.interface.told import Degraded, Made, Progress, Thread
from candidacy.domain.postings.schema import Posting
from candidacy.domain.reading.document import Document
from candidacy.domain.resume import SourcedResume
from candidacy.domain.review import Quote, Review


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """A CV version with the rubric's verdict, which no model changes."""

    sourced: SourcedResume
    document: Document | None
    review: Review
    posting: Posting | None = None


class ObservationKind(StrEnum):
    """What an observation is for."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    SUGGESTION = "suggestion"


class Observation(BaseModel):
    """Something a reviewer sees in the CV. Each quote stands in the text, with its spans."""

    model_config = ConfigDict(frozen=True)

    agent: str = Field(description="structure or appeal")
    kind: ObservationKind
    text: str
    quotes: tuple[Quote, ...] = Field(min_length=1)
    criterion: str | None = Field(default=None, description="The criterion of the rubric it belongs to.")


class Observations(BaseModel):
    """What the agents of a review add. There is no number in it: the score stays the rubric's."""

    model_config = ConfigDict(frozen=True)

    observations: tuple[Observation, ...] = ()
    quotes_verified: int = 0
    quotes_dropped: int = Field(default=0, description="Quotes that are not in the CV.")
    dropped: int = Field(
        default=0, description="Observations without a true quote, or with a verdict in numbers."
    )
    made: tuple[Made, ...] = ()
    degraded: tuple[Degraded, ...] = ()


class Reviewer(Protocol):
    """Reads a CV and quotes what it sees."""

    async def review(
        self, request: ReviewRequest, *, thread: Thread | None = None, progress: Progress | None = None
    ) -> Observations: ...
