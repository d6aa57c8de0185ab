"""What an embedder is to whoever needs vectors."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vector: TypeAlias = npt.NDArray[np.float32]
else:
    Vector = "Vector"


class Embedder(Protocol):
    """Turns texts into vectors of length 1. Vectors of different models are never compared."""

    @property
    def model(self) -> str:
        """The name that is kept with each vector; another one means other vectors."""
        ...

    @property
    def dimension(self) -> int: ...

    @property
    def floor(self) -> float:
        """The cosine below which two texts have nothing to do with each other."""
        ...

    async def passages(self, texts: Sequence[str]) -> "list[Vector]":
        """The vectors of texts that are to be found, in their order.

        Raises EmbeddingUnavailable, EmbeddingRefused, WrongDimension, ModelMissing or ModelDamaged.
        """
        ...

    async def query(self, text: str) -> "Vector":
        """The vector of a text that is to find others. Raises what ``passages`` does."""
        ...
