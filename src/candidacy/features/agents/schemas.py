"""What the API takes and says of models, their use, and prompts."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints, model_validator

from candidacy.ai_agents.prompts.experiments import Arm, StopRule
from candidacy.kernel.language import sentence

Chosen = Literal["openai", "anthropic", "openai_compatible"]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Address = Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=500)]
Price = Annotated[Decimal, Field(ge=0, lt=1_000_000, max_digits=12, decimal_places=6)]


MICROS = 1_000_000


@dataclass(frozen=True, slots=True)
class Amount:
    """Tokens, and millionths of the currency's unit."""

    tokens: int
    cost_micros: Decimal

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.tokens + other.tokens, self.cost_micros + other.cost_micros)


class ModelIn(BaseModel):
    """A model for a workspace."""

    model_config = ConfigDict(extra="forbid")

    provider: Chosen
    model: Words = Field(description="The model's name at the provider")
    base_url: Address | None = Field(
        default=None,
        description="Up to and with /v1; null is the provider's own. Needed by openai_compatible",
    )
    api_key: SecretStr | None = Field(
        default=None,
        max_length=500,
        description="Is sealed and never shown again. Left out: the one that is kept, for the same address",
    )
    monthly_tokens: int | None = Field(default=None, ge=1, le=10**15, description="null: no limit")
    monthly_cost: Price | None = Field(default=None, description="null: no limit")
    concurrency: int = Field(default=4, ge=1, le=64, description="Calls at a time")
    input_price: Price = Field(default=Decimal(0), description="Of a million tokens that are sent")
    output_price: Price = Field(default=Decimal(0), description="Of a million tokens that are received")

    @model_validator(mode="after")
    def _has_an_address(self) -> "ModelIn":
        if self.provider == "openai_compatible" and self.base_url is None:
            raise ValueError(sentence("A server that is compatible with OpenAI needs its address, with /v1."))
        if self.monthly_cost is not None and not (self.input_price or self.output_price):
            raise ValueError(sentence("A limit of money needs the prices of tokens."))
        return self


class ModelSave(ModelIn):
    """A model to be kept."""

    save_anyway: bool = Field(default=False, description="Keep it also when its test fails")


class CheckOut(BaseModel):
    """What a short real call to the model has shown."""

    usable: bool
    code: str | None = Field(description="null where it works; else that of the error")
    message: str
    latency_ms: int


class UsedOut(BaseModel):
    """What is used in a month that has not ended."""

    month: date
    tokens: int
    cost: Decimal


class OwnModelOut(BaseModel):
    """The model of a workspace, without its key."""

    provider: Chosen
    model: str
    base_url: str | None
    key_hint: str | None = Field(description="The last four characters of the key")
    has_key: bool
    monthly_tokens: int | None
    monthly_cost: Decimal | None
    concurrency: int
    input_price: Decimal
    output_price: Decimal
    tested_at: datetime | None
    tested: str | None = Field(description="ok, or the code of what failed")
    version: int


class ModelOut(BaseModel):
    """Which model works for this workspace, and what it has used."""

    source: Literal["workspace", "installation"] | None = Field(description="null: no model works here")
    provider: str | None
    model: str | None
    own: OwnModelOut | None
    used: UsedOut
    currency: str


class ModelSaved(BaseModel):
    """What is kept, and what its test has shown."""

    settings: OwnModelOut
    check: CheckOut


class UseOut(BaseModel):
    """What one purpose has used on one day with one version of a prompt and one model."""

    model_config = ConfigDict(from_attributes=True)

    day: date
    purpose: str
    model: str
    prompt: str
    prompt_version: int
    calls: int
    failed: int
    input_tokens: int
    output_tokens: int
    cost: Decimal
    mean_latency_ms: int


class UsageOut(BaseModel):
    """The use of models in a period, newest day first."""

    since: date
    until: date
    currency: str
    calls: int
    tokens: int
    cost: Decimal
    items: list[UseOut]


class PromptVersionOut(BaseModel):
    """One version of a prompt."""

    version: int
    digest: str
    system: str
    user: str
    variables: dict[str, str] = Field(description="What is put into it: a word about each")
    samples: dict[str, str] = Field(
        description="What it can be tried with, invented: a text for each variable"
    )
    answer_schema: dict[str, Any] | None
    change: str = Field(description="What this version changed")


class PromptSummary(BaseModel):
    """A prompt and the version of it that is in use."""

    id: str
    title: str
    purpose: str
    versions: list[int]
    active: int
    experiment_id: UUID | None = Field(description="The experiment that is running with it")


class PromptOut(PromptSummary):
    """A prompt with all its versions."""

    texts: list[PromptVersionOut]


class ActivateIn(BaseModel):
    """The version to use."""

    model_config = ConfigDict(extra="forbid")

    version: int = Field(ge=1, le=10_000)


class TryIn(BaseModel):
    """A version of a prompt and what is put into it."""

    model_config = ConfigDict(extra="forbid")

    version: int = Field(ge=1, le=10_000)
    variables: dict[str, Annotated[str, StringConstraints(max_length=50_000)]] = Field(max_length=30)


class TriedOut(BaseModel):
    """What the model answered, and what that cost."""

    output: str
    input_tokens: int
    output_tokens: int
    cost: Decimal
    latency_ms: int
    model: str


class ExperimentIn(BaseModel):
    """Versions to use side by side; the first is what the others are held against."""

    model_config = ConfigDict(extra="forbid")

    arms: list[Arm] = Field(min_length=2, max_length=5)
    stop: StopRule = StopRule()


class IntervalOut(BaseModel):
    """A figure and the 95 % interval around it; null while there is not enough data."""

    model_config = ConfigDict(from_attributes=True)

    n: int
    value: float | None
    low: float | None
    high: float | None


class ArmOut(BaseModel):
    """What was measured of a version."""

    name: str
    version: int
    weight: int
    accepted: IntervalOut
    quotes_verified: IntervalOut
    latency_ms: IntervalOut
    cost_micros: IntervalOut
    against_first: IntervalOut | None


class ExperimentOut(BaseModel):
    """An experiment and where it stands."""

    id: UUID
    prompt: str
    verdict: str = Field(description="not_enough_data, undecided, better, worse, ended")
    said: str
    arms: list[ArmOut]
    started_at: datetime
    ended_at: datetime | None
    ended_because: str | None
