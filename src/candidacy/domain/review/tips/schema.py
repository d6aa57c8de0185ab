"""What could be said better in one line, without a model."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class TipKind(StrEnum):
    """What a tip is about."""

    WEAK_OPENING = "weak_opening"
    NO_FIGURE = "no_figure"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    PASSIVE = "passive"
    FIRST_PERSON = "first_person"
    BUZZWORD = "buzzword"
    TENSE = "tense"
    MIXED_TENSE = "mixed_tense"


class Tip(BaseModel):
    """One thing to look at; ``start`` and ``end`` are the place of the words in the line."""

    model_config = ConfigDict(frozen=True)

    kind: TipKind
    title: str
    advice: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Line(BaseModel):
    """A text of the CV that can be worded anew, and what there is to say of it."""

    model_config = ConfigDict(frozen=True)

    path: str = Field(description="JSON pointer into the Resume, /work/0/highlights/2")
    text: str
    tips: tuple[Tip, ...] = ()


class LineSet(BaseModel):
    """All lines of a CV in its order; ``language`` is None where no words of it are known."""

    model_config = ConfigDict(frozen=True)

    language: str | None
    lines: tuple[Line, ...]

    @property
    def tips(self) -> int:
        return sum(len(line.tips) for line in self.lines)
