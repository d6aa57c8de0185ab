"""What can be set about the web server."""

from pydantic import BaseModel, ConfigDict, Field


class HttpSettings(BaseModel):
    """Limits of one web process. Sizes are bytes, times are seconds."""

    model_config = ConfigDict(frozen=True)

    host: str = Field(
        default="127.0.0.1", description="Address to listen on. The default serves this machine only."
    )
    port: int = Field(default=8000, ge=1, le=65535, description="Port to listen on.")
    allowed_hosts: tuple[str, ...] = Field(
        default=("127.0.0.1", "localhost", "[::1]"),
        description="Host names the server answers to; a request for another is refused (DNS rebinding).",
    )
    max_body_size: int = Field(
        default=2_000_000, ge=1_000, description="Largest body of an ordinary request."
    )
    max_upload_size: int = Field(default=20_000_000, ge=1_000, description="Largest body of a file upload.")
    concurrency: int = Field(
        default=10, ge=1, description="Requests at work at once; others wait in the order they came."
    )
    upload_concurrency: int = Field(default=8, ge=1, description="Uploads at work at once.")
    stream_concurrency: int = Field(default=200, ge=1, description="Open event streams.")
    deadline: float = Field(
        default=15.0, gt=0, description="Seconds after which an ordinary request is given up."
    )
    upload_deadline: float = Field(default=120.0, gt=0, description="The same for an upload.")
    stream_lifetime: float = Field(
        default=900.0, gt=0, description="Seconds after which an event stream ends; clients connect again."
    )
