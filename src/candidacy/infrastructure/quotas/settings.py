"""What one person may use."""

from pydantic import BaseModel, ConfigDict, Field


class QuotaSettings(BaseModel):
    """Per person and day (UTC). 0 is no limit."""

    model_config = ConfigDict(frozen=True)

    files: int = Field(default=5_000, ge=0, description="Files one person may upload in a day.")
    upload_bytes: int = Field(
        default=5_000_000_000, ge=0, description="Bytes one person may upload in a day."
    )
    exports: int = Field(
        default=20, ge=0, description="Exports of everything one person may ask for in a day."
    )
