"""What can be set about the web server."""

import re
from datetime import timedelta
from ipaddress import ip_network

from pydantic import BaseModel, ConfigDict, Field, field_validator


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
    max_path: int = Field(default=1_000, ge=100, description="Longest path of an address.")
    max_query: int = Field(default=4_000, ge=100, description="Longest query of an address.")
    max_headers: int = Field(default=32_000, ge=1_000, description="Largest head of a request.")
    max_form_fields: int = Field(default=50, ge=1, description="Most fields of a form.")
    max_form_files: int = Field(default=5, ge=1, description="Most files of a form.")
    max_form_field_size: int = Field(default=1_000_000, ge=1_000, description="Largest field of a form.")
    trusted_proxies: tuple[str, ...] = Field(
        default=(),
        description="Addresses or networks (10.0.0.0/8) whose X-Forwarded-* headers are believed.",
    )
    cors_origins: tuple[str, ...] = Field(
        default=(),
        description="Origins (https://app.example) whose pages may call the API, with a token and no cookie.",
    )
    max_upload_size: int = Field(default=20_000_000, ge=1_000, description="Largest body of a file upload.")
    max_archive_size: int = Field(
        default=500_000_000, ge=1_000, description="Largest archive of many files at once."
    )
    concurrency: int = Field(
        default=10, ge=1, description="Requests at work at once; others wait in the order they came."
    )
    upload_concurrency: int = Field(default=8, ge=1, description="Uploads at work at once.")
    stream_concurrency: int = Field(default=200, ge=1, description="Open event streams.")
    deadline: float = Field(
        default=15.0, gt=0, description="Seconds after which an ordinary request is given up."
    )
    upload_deadline: float = Field(default=120.0, gt=0, description="The same for an upload.")
    model_concurrency: int = Field(
        default=20, ge=1, description="Requests that wait for a model at once; they hold nothing meanwhile."
    )
    model_deadline: float = Field(
        default=120.0, gt=0, description="The same for a request that waits for a model."
    )
    stream_lifetime: float = Field(
        default=900.0, gt=0, description="Seconds after which an event stream ends; clients connect again."
    )

    drain: float = Field(
        default=0.0,
        ge=0,
        le=60,
        description="Seconds between SIGTERM, when /health/ready answers 503, and the last new connection.",
    )

    @property
    def lease(self) -> timedelta:
        """How long a request that is not heard of again is taken to be at work: longer than any may take."""
        return 1.5 * timedelta(seconds=max(self.deadline, self.upload_deadline, self.model_deadline))

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for network in given:
            if ip_network(network).prefixlen == 0:
                raise ValueError("to trust everybody is to trust whoever sends a header")
        return given

    @field_validator("cors_origins")
    @classmethod
    def _are_origins(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for origin in given:
            if not re.fullmatch(r"https?://[a-z0-9.\[\]:-]+", origin):
                raise ValueError(f"{origin} is no origin such as https://app.example")
        return given
