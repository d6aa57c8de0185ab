"""Embeddings: the built-in sentence model, any ``/v1/embeddings`` endpoint, or none."""

from candidacy.ai_agents.embeddings.choosing import Embedders, open_embedders
from candidacy.ai_agents.embeddings.errors import (
    EmbeddingRefused,
    EmbeddingUnavailable,
    ModelDamaged,
    ModelMissing,
    WrongDimension,
)
from candidacy.ai_agents.embeddings.interface import Embedder, Vector
from candidacy.ai_agents.embeddings.settings import EmbeddingSettings

__all__ = [
    "Embedder",
    "Embedders",
    "EmbeddingRefused",
    "EmbeddingSettings",
    "EmbeddingUnavailable",
    "ModelDamaged",
    "ModelMissing",
    "Vector",
    "WrongDimension",
    "open_embedders",
]
