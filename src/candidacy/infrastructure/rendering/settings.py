"""How documents are rendered."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class RenderSettings(BaseModel):
    """The bounds of rendering, and where further fonts lie."""

    model_config = ConfigDict(frozen=True)

    font_folder: Path | None = Field(
        default=None, description="Folder of fonts beside the bundled ones: for scripts that these lack."
    )
    processes: int = Field(default=2, ge=1, le=64, description="Documents that are rendered at once.")
    wall_seconds: float = Field(
        default=10.0, gt=0, le=300, description="Seconds after which the rendering of a document is ended."
    )
    wait_seconds: float = Field(
        default=10.0, gt=0, le=300, description="Seconds to wait for a free process before the answer is 503."
    )
