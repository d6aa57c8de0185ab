"""What may be fetched."""

from pydantic import BaseModel, ConfigDict, Field


class FetchSettings(BaseModel):
    """Limits of one fetch."""

    model_config = ConfigDict(frozen=True)

    private_hosts: tuple[str, ...] = Field(
        default=(), description="Host names inside this network that may be fetched too, on any port."
    )
    max_bytes: int = Field(default=3_000_000, ge=1_000, description="Largest page in bytes.")
    timeout: float = Field(default=10.0, gt=0, description="Seconds for one page with all its redirects.")
    max_redirects: int = Field(default=3, ge=0, description="Most redirects that are followed.")
