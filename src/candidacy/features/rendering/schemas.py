"""What the API says of themes."""

from pydantic import BaseModel, Field


class ThemeOut(BaseModel):
    """A way to set a CV."""

    name: str = Field(description="What to give as theme")
    title: str
    description: str
    default: bool
