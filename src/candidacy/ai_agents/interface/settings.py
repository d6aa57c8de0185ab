"""How a model is configured."""

from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class ProviderKind(StrEnum):
    """Who speaks to the model."""

    OPENAI = "openai"
    ANTHROPIC = "anthropic"
    OPENAI_COMPATIBLE = "openai_compatible"
    """vLLM, Ollama, LM Studio and whatever else serves /v1/chat/completions."""
    SCRIPTED = "scripted"
    """The double: it answers what it was given, and refuses to run in production."""


class CallLimits(BaseModel):
    """What one call may take."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    deadline: float = Field(default=90.0, gt=0, le=900, description="Seconds for a call with all its tries.")
    tries: int = Field(default=3, ge=1, le=3, description="Requests at most, a repair turn included.")
    concurrency: int = Field(default=4, ge=1, le=64, description="Calls of one model at a time, a process.")
    max_output_tokens: int = Field(default=4_096, ge=16, le=64_000)
    max_prompt_characters: int = Field(default=120_000, ge=1_000)
    max_answer_bytes: int = Field(default=2_000_000, ge=1_000, description="On the wire, of one request.")


class Prices(BaseModel):
    """What a million tokens cost, in the currency of the installation's choice."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    input: Decimal = Field(default=Decimal(0), ge=0, max_digits=12, decimal_places=6)
    output: Decimal = Field(default=Decimal(0), ge=0, max_digits=12, decimal_places=6)


class ModelSettings(BaseModel):
    """One configured model. ``trusted`` says that the installation gave the address, not a workspace."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    provider: ProviderKind
    model: str = Field(min_length=1, max_length=200)
    base_url: str | None = Field(
        default=None, max_length=500, description="None: the provider's own address."
    )
    api_key: SecretStr | None = None
    trusted: bool = False
    limits: CallLimits = CallLimits()
    prices: Prices = Prices()
