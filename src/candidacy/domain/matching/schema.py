"""The result of holding a CV against a posting. The same inputs give the same Match, to the digit."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from candidacy.domain.postings.schema import Importance, RequirementKind
from candidacy.domain.resume import Span
from candidacy.kernel.language import sentence


class Status(StrEnum):
    """Whether a requirement is met. ``unknown``: the CV says nothing either way and silence is no proof."""

    MET = "met"
    PARTIAL = "partial"
    MISSING = "missing"
    UNKNOWN = "unknown"


class Band(StrEnum):
    """The score in a word: poor < 30 <= weak < 50 <= fair < 65 <= good < 80 <= strong."""

    POOR = sentence("poor")
    WEAK = sentence("weak")
    FAIR = sentence("fair")
    GOOD = sentence("good")
    STRONG = sentence("strong")


class Evidence(BaseModel):
    """A place in the CV that speaks for a requirement."""

    model_config = ConfigDict(frozen=True)

    quote: str
    path: str = Field(description="JSON pointer into the Resume, /work/0/highlights/2")
    relation: str = Field(description="exact, narrower, broader, related, wording, years ...")
    strength: float = Field(ge=0, le=1)
    spans: tuple[Span, ...] = ()


class RequirementMatch(BaseModel):
    """One requirement held against the CV. ``start`` and ``end`` point into the posting's text."""

    model_config = ConfigDict(frozen=True)

    text: str
    kind: RequirementKind
    importance: Importance
    status: Status
    strength: float = Field(ge=0, le=1)
    weight: float
    gain: float = Field(description="How many points the score would rise if this were fully met.")
    evidence: tuple[Evidence, ...] = ()
    start: int = 0
    end: int = 0


class Component(BaseModel):
    """A part of the score: ``score`` (0..100) counts with ``weight``; both null-free so that they recompute.

    A component that the posting says nothing about has weight 0 and its share goes to the others.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    weight: float = Field(ge=0, le=1)
    score: float = Field(ge=0, le=100)


class Match(BaseModel):
    """A CV held against a posting: ``score == round(sum(c.weight * c.score for c in components), 1)``."""

    model_config = ConfigDict(frozen=True)

    score: float = Field(ge=0, le=100)
    band: Band
    components: tuple[Component, ...]
    requirements: tuple[RequirementMatch, ...]
    formula: str = Field(description="Name and version of the formula, match-3")
