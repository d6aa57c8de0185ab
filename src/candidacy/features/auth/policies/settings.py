"""What can be set about accounts."""

from datetime import timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class AuthSettings(BaseModel):
    """Who may come in, and for how long."""

    model_config = ConfigDict(frozen=True)

    laptop: bool = Field(
        default=True,
        description="Without a password while nobody has one: in development, on a loopback address only.",
    )
    registration: Literal["open", "closed"] = Field(
        default="open", description="Whether people can sign up by themselves."
    )
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/\s]+$",
        description="Address in letters: https://cv.example.org. Empty: the address listened on.",
    )
    session_days: int = Field(default=90, ge=1, le=400, description="After how many days a session ends.")
    idle_days: int = Field(default=30, ge=1, le=400, description="The same for one that is not used.")


ACCESS_LIFETIME = timedelta(minutes=10)
CHALLENGE_LIFETIME = timedelta(minutes=5)
CONFIRMATION_LIFETIME = timedelta(minutes=10)
GRACE = timedelta(seconds=10)
"""How long the immediate parent of a refresh token still gives the same successor, for tabs side by side."""
RESET_LIFETIME = timedelta(hours=1)
REGISTER_LIFETIME = timedelta(hours=24)
INVITATION_LIFETIME = timedelta(days=7)
"""How long a letter may lie that invites somebody; the invitation itself says when it ends."""
