"""all-MiniLM-L6-v2 in this process: onnxruntime and tokenizers, imported at the first text."""

import asyncio
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from candidacy.ai_agents.embeddings.building import ensure_graph
from candidacy.ai_agents.embeddings.interface import Vector
from candidacy.ai_agents.embeddings.weights import checked, weights_folder

MODEL = "all-minilm-l6-v2-int8"
DIMENSION = 384
FLOOR = 0.2
WINDOW = 256
CHUNK = 8
"""Tokens. What stands behind them is not part of the vector, so passages are cut to fit."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    tokenizer: Any
    session: Any


class BuiltInEmbedder:
    """English first; full text carries other languages.

    Each text is computed by itself: in a batch the rounding of int8 depends on the other texts, and the same
    text would have another vector each time. On small machines that costs nothing, for padding is saved.
    """

    model, dimension, floor = MODEL, DIMENSION, FLOOR

    def __init__(self, models: Path, *, threads: int = 2) -> None:
        """Nothing is read before the first text.

        Args:
            models: folder where the graph is kept once it is made.
            threads: how many texts are computed at once.
        """
        self._models, self._lock = models, threading.Lock()
        self._loaded: _Loaded | None = None
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="embedding")

    async def passages(self, texts: Sequence[str]) -> list[Vector]:
        return await asyncio.to_thread(self.embed, texts) if len(texts) > 1 else await self._few(texts)

    async def query(self, text: str) -> Vector:
        return (await self._few([text]))[0]

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """The vectors of ``texts``, waited for in the calling thread."""
        chunks = [texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK)]
        return [vector for vectors in self._pool.map(self._compute, chunks) for vector in vectors]

    async def _few(self, texts: Sequence[str]) -> list[Vector]:
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._compute, texts)

    def _compute(self, texts: Sequence[str]) -> list[Vector]:
        if not texts:
            return []
        loaded = self._load()
        return [_run(loaded.session, loaded.tokenizer.encode(text).ids) for text in texts]

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _load(self) -> _Loaded:
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self._models)
            return self._loaded


def _load(models: Path) -> _Loaded:
    import onnxruntime
    from tokenizers import Tokenizer

    folder = weights_folder()
    graph = ensure_graph(models, folder)
    tokenizer = Tokenizer.from_str(checked(folder, "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.enable_truncation(WINDOW)
    tokenizer.no_padding()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = 1, 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
    return _Loaded(tokenizer, session)


def _run(session: Any, ids: Sequence[int]) -> Vector:
    import numpy as np

    tokens = np.array([ids], np.int64)
    (vectors,) = session.run(["embedding"], {"input_ids": tokens, "attention_mask": np.ones_like(tokens)})
    vector: Vector = vectors[0]
    return vector
