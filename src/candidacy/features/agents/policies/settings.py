"""The model of an installation, which its workspaces use unless they have one of their own."""

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

from candidacy.kernel.language import sentence


class InstallationModel(BaseModel):
    """A model for everybody on this installation, and what workspaces may set up themselves."""

    model_config = ConfigDict(frozen=True)

    provider: Literal["openai", "anthropic", "openai_compatible"] | None = Field(
        default=None,
        description="openai, anthropic or openai_compatible (vLLM, Ollama ...). Empty: none for everybody.",
    )
    name: str | None = Field(default=None, max_length=200, description="The model's name at the provider.")
    base_url: str | None = Field(
        default=None,
        max_length=500,
        description="Address of the provider, up to and with /v1. Empty: the provider's own.",
    )
    api_key: SecretStr | None = Field(
        default=None, description="The key at the provider, where it wants one."
    )
    monthly_tokens: int | None = Field(
        default=None, ge=1, description="Tokens each workspace may use of it in a month. Empty: no limit."
    )
    monthly_cost: Decimal | None = Field(
        default=None, ge=0, description="What each workspace may spend on it in a month. Empty: no limit."
    )
    concurrency: int = Field(default=4, ge=1, le=64, description="Calls of one workspace at a time.")
    input_price: Decimal = Field(default=Decimal(0), ge=0, description="Price of a million tokens sent.")
    output_price: Decimal = Field(default=Decimal(0), ge=0, description="Price of a million tokens received.")
    currency: str = Field(default="USD", pattern="^[A-Z]{3}$", description="The currency of all prices.")
    deadline: float = Field(default=90.0, ge=1, le=900, description="Seconds for a call with all its tries.")
    max_output_tokens: int = Field(
        default=4_096,
        ge=16,
        le=64_000,
        description="Tokens of one answer at most, those that a model spends on thinking included.",
    )
    private_hosts: tuple[str, ...] = Field(
        default=(),
        description="Hosts inside this network, host or host:port, that workspaces may name as a model's "
        "address. On a laptop the machine itself is among them.",
    )

    @model_validator(mode="after")
    def _is_whole(self) -> "InstallationModel":
        if (self.provider is None) != (self.name is None):
            raise ValueError("CANDIDACY_MODEL__PROVIDER and CANDIDACY_MODEL__NAME are set together")
        if self.provider == "openai_compatible" and self.base_url is None:
            raise ValueError("CANDIDACY_MODEL__PROVIDER openai_compatible needs CANDIDACY_MODEL__BASE_URL")
        if self.monthly_cost is not None and not (self.input_price or self.output_price):
            raise ValueError("CANDIDACY_MODEL__MONTHLY_COST needs the prices of tokens")
        return self

    @property
    def said(self) -> str:
        """Which model is set, in a line; the key only by whether there is one."""
        if self.provider is None or self.name is None:
            return sentence("None for the whole installation; workspaces may set up their own.")
        model = f"{self.name} ({self.base_url})" if self.base_url else self.name
        if self.api_key is None:
            return sentence(f"{model} of {self.provider}, without a key.")
        return sentence(f"{model} of {self.provider}, with a key.")
