"""What can be set about mail."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class MailSettings(BaseModel):
    """The mail server that letters go through."""

    model_config = ConfigDict(frozen=True)

    host: str | None = Field(
        default=None, description="SMTP server. Empty: letters are kept at /dev/outbox, in development only."
    )
    port: int = Field(default=587, ge=1, le=65535, description="Port of the SMTP server.")
    security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How the connection is encrypted."
    )
    username: str | None = Field(default=None, description="Name to sign in to the SMTP server with.")
    password: SecretStr | None = Field(default=None, description="Password for the SMTP server.")
    sender: str = Field(default="candidacy@localhost", description="The address letters come from.")
    timeout: float = Field(default=15.0, gt=0, description="Seconds to wait for the SMTP server.")
