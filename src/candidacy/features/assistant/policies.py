"""Limits of search and answers."""

from pydantic import BaseModel, ConfigDict, Field


class SearchSettings(BaseModel):
    """What may be asked, by whom, how often."""

    model_config = ConfigDict(frozen=True)

    questions_a_minute: int = Field(default=30, ge=1, description="Questions one person may ask in a minute.")
    visitors: bool = Field(default=True, description="Visitors of a public portfolio may ask questions.")
    visitor_questions: int = Field(
        default=10, ge=1, description="Questions from one network address in ten minutes."
    )
