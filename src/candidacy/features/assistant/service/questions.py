"""The vector of a question, which many pages of results and many people ask for."""

import hashlib

from candidacy.ai_agents.embeddings import Embedder
from candidacy.features.assistant.service.indexing import vector_literal
from candidacy.infrastructure.redis import Recipe, Remembered

QUESTION = Recipe("question", 1, ttl=600, patience=5)
"""It depends on the model and the words alone: it is never outdated, and tells nobody what others may see."""


async def question_vector(embedder: Embedder, text: str, remembered: Remembered | None) -> str:
    """The vector as pgvector reads it. Raises what ``embedder.query`` does."""

    async def make() -> str:
        return vector_literal(await embedder.query(text))

    if remembered is None:
        return await make()
    asked = f"{embedder.model}\0{text}"
    return str(await remembered.value(QUESTION, hashlib.sha256(asked.encode()).hexdigest(), make))
