"""The embedders of an installation: the one that is set, and those that older vectors were made with."""

from dataclasses import dataclass
from pathlib import Path

from candidacy.ai_agents.embeddings.builtin import BuiltInEmbedder
from candidacy.ai_agents.embeddings.endpoint import EndpointEmbedder
from candidacy.ai_agents.embeddings.interface import Embedder
from candidacy.ai_agents.embeddings.settings import EmbeddingSettings


@dataclass(frozen=True, slots=True)
class Embedders:
    """``current`` makes new vectors (None: there are none); ``others`` made those on their way out."""

    current: Embedder | None
    others: tuple[Embedder, ...] = ()

    def of(self, model: str) -> Embedder | None:
        """The embedder of a model, as long as it is known here."""
        known = (self.current, *self.others)
        return next((one for one in known if one is not None and one.model == model), None)


def open_embedders(models: Path, settings: EmbeddingSettings, before: EmbeddingSettings) -> Embedders:
    """The embedder that is set, that of the settings before, and the built-in one; nothing is loaded yet."""
    builtin = BuiltInEmbedder(models, threads=settings.threads)
    current: Embedder | None = None
    if settings.provider == "builtin":
        current = builtin
    elif settings.provider == "endpoint":
        current = EndpointEmbedder(settings)
    older = (EndpointEmbedder(before),) if before.provider == "endpoint" else ()
    return Embedders(current, (*older, builtin))
