"""Vectors of titles keep their length, and the same text keeps its vector."""

from collections.abc import Sequence

import numpy as np

from candidacy.domain.skills.similarity import Scores
from candidacy.domain.skills.title_space import for_titles

DIMENSION = 384


def embed(texts: Sequence[str]) -> list[Scores]:
    found = []
    for text in texts:
        vector = np.random.default_rng(list(text.encode())).standard_normal(DIMENSION).astype(np.float32)
        found.append(vector / np.linalg.norm(vector))
    return found


def test_turned_vectors_have_the_length_1() -> None:
    vectors = for_titles(embed)(["Lorry driver", "Nurse"])

    assert np.allclose([np.linalg.norm(v) for v in vectors], 1.0, atol=1e-5)


def test_titles_are_turned_and_still_point_about_where_they_did() -> None:
    (turned,), (before,) = for_titles(embed)(["Lorry driver"]), embed(["Lorry driver"])

    assert 0.3 < float(turned @ before) < 0.999


def test_a_title_has_the_same_vector_beside_others() -> None:
    alone, beside = for_titles(embed)(["Nurse"]), for_titles(embed)(["Lorry driver", "Nurse"])

    assert np.allclose(alone[0], beside[1], atol=1e-6)


def test_no_titles_have_no_vectors() -> None:
    assert not for_titles(embed)([])
