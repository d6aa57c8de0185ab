"""A place in a document: character offsets into its text, and where the page has it."""

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field


class Box(NamedTuple):
    """A rectangle in points from the page's top left corner; ``x0 < x1`` and ``y0 < y1``."""

    x0: float
    y0: float
    x1: float
    y1: float


class Span(BaseModel):
    """``document.text[start:end]``. A value over several lines has a span for each of them."""

    model_config = ConfigDict(frozen=True)

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    page: int | None = Field(default=None, ge=1, description="Page number from 1; null without pages.")
    box: Box | None = Field(default=None, description="Null where the format has no layout.")
