"""What can be set about the virus scanner."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class AntivirusSettings(BaseModel):
    """The scanner that uploads go through."""

    model_config = ConfigDict(frozen=True)

    address: str | None = Field(
        default=None,
        pattern=r"^(?:/.+|(?:\[[0-9A-Fa-f:]+\]|[^\s/:\[\]]+):\d{1,5})$",
        description="clamd: host:port, or the path of its socket. Empty: uploads are not scanned.",
    )
    timeout: float = Field(default=20.0, gt=0, description="Seconds that the scan of one file may take.")
    when_away: Literal["refuse", "accept"] = Field(
        default="refuse", description="What becomes of uploads while the scanner does not answer."
    )
