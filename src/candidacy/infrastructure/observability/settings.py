"""What can be set about being watched from outside."""

from pydantic import BaseModel, ConfigDict, Field, SecretStr

LEAST_TOKEN = 24


class MetricsSettings(BaseModel):
    """Where Prometheus finds the metrics of this process; nowhere unless a port is set."""

    model_config = ConfigDict(frozen=True)

    port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="Port of its own for /metrics, one for each process. Empty: there are no metrics.",
    )
    host: str = Field(
        default="127.0.0.1", description="Address of that port. Any but this machine's needs a token."
    )
    token: SecretStr | None = Field(
        default=None,
        min_length=LEAST_TOKEN,
        description="Bearer token for /metrics, 24 or more characters. Empty: whoever reaches it.",
    )
