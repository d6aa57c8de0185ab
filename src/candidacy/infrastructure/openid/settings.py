"""What can be set about sign-in through another service."""

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class OpenIdSettings(BaseModel):
    """One OpenID provider, such as a company's own Keycloak."""

    model_config = ConfigDict(frozen=True)

    issuer: str | None = Field(
        default=None,
        pattern=r"^https?://\S+$",
        description="Address of the provider. Empty: no such sign-in.",
    )
    client_id: str = Field(default="candidacy", description="Our name at the provider.")
    client_secret: SecretStr | None = Field(default=None, description="Our secret at the provider.")
    label: str = Field(default="single sign-on", description="What the button on the page calls it.")
    timeout: float = Field(default=10.0, gt=0, description="Seconds to wait for the provider.")
