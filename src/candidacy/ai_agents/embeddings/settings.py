"""Which model makes the vectors that search compares."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator


class EmbeddingSettings(BaseModel):
    """The built-in model, an OpenAI-compatible endpoint, or none: then search goes by words alone."""

    model_config = ConfigDict(frozen=True)

    provider: Literal["builtin", "endpoint", "none"] = Field(
        default="builtin",
        description="builtin: all-MiniLM-L6-v2 in this process; endpoint: any /v1/embeddings; none.",
    )
    url: str = Field(
        default="",
        pattern="^(https?://.+)?$",
        description="Base address of the endpoint, with its version: http://127.0.0.1:7997/v1.",
    )
    model: str = Field(default="", max_length=200, description="The endpoint's model: BAAI/bge-base-en-v1.5.")
    key: SecretStr = Field(default=SecretStr(""), description="API key of the endpoint, if it asks for one.")
    dimension: int = Field(
        default=384, ge=1, le=4000, description="Dimension of the endpoint's vectors: 384, 768, ..."
    )
    floor: float = Field(
        default=0.0, ge=-1, le=1, description="Cosine below which the endpoint's vectors mean nothing."
    )
    query_prefix: str = Field(default="", description="What the model wants before a question: 'query: '.")
    passage_prefix: str = Field(default="", description="What it wants before a passage: 'passage: '.")
    batch: int = Field(default=32, ge=1, le=2048, description="Texts in one request to the endpoint.")
    threads: int = Field(
        default=2, ge=1, le=64, description="Texts that the built-in model computes at once."
    )
    timeout: float = Field(default=20.0, gt=0, description="Seconds that the endpoint may take for a batch.")
    query_timeout: float = Field(
        default=2.0, gt=0, description="The same for a question, after which search goes by words alone."
    )
    attempts: int = Field(default=3, ge=1, le=10, description="How often a batch is tried.")

    @model_validator(mode="after")
    def _is_whole(self) -> "EmbeddingSettings":
        if self.provider == "endpoint" and not (self.url and self.model):
            raise ValueError("an endpoint needs url and model")
        return self
