"""The sentence model's vectors of job titles, turned so that titles of one occupation lie close together.

``evals/train_titles.py`` learns the turn from the titles that ESCO gives each occupation. It belongs to the
built-in model, all-MiniLM-L6-v2: vectors of another model would be bent at random.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np

from candidacy.domain.skills.occupations import Embed
from candidacy.domain.skills.similarity import Scores


def for_titles(embed: Embed) -> Embed:
    """``embed`` of the built-in sentence model, for comparing job titles; the vectors keep the length 1."""

    def embed_titles(texts: Sequence[str]) -> Sequence[Scores]:
        if not texts:
            return []
        turned = np.asarray(embed(texts), np.float32) @ _turn()
        lengths = np.linalg.norm(turned, axis=1, keepdims=True)
        return list(turned / np.maximum(lengths, 1e-9))

    return embed_titles


@cache
def _turn() -> Scores:
    """The matrix: the one that changes nothing, and learnt steps away from it in whole numbers."""
    packed = files("candidacy.domain.skills").joinpath("data/title_space.npz").read_bytes()
    with np.load(BytesIO(packed)) as found:
        steps, scale = found["steps"], found["scale"]
    turn: Scores = np.eye(len(steps), dtype=np.float32) + steps.astype(np.float32) * np.float32(scale)
    return turn
