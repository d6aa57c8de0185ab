"""Generated passages, loaded into a workspace by binary COPY: words by Zipf's law, vectors in clusters."""

import struct
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import numpy as np
import numpy.typing as npt
import psycopg

from candidacy.ai_agents.embeddings import Vector
from candidacy.domain.matching.words import stem
from candidacy.infrastructure.postgres import libpq_url
from candidacy.kernel.ids import WorkspaceId, uuid7

DIMENSION, CLUSTERS, LATENT, WORDS, EACH = 384, 2_000, 48, 20_000, 60
BATCH, PER_SOURCE = 5_000, 10
BULK = 20_000
"""Passages from which on the index of words is built after they are loaded."""
MODEL = "generated"
TITLE = "A note"
_COLUMNS = (
    "workspace_id, id, kind, source_id, model, dimension, number, heading, text, path, spans, dated,"
    " published, words, embedding"
)
_WORDS_INDEX = "CREATE INDEX gin_passages_words ON passages USING gin (workspace_id, words)"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_SECOND_WEIGHT = 2 << 14
"""The mark B of a place in a tsvector, which titles have."""


class Generated:
    """Vectors in clusters, and texts whose words are as common as in a language."""

    model, dimension, floor = MODEL, DIMENSION, 0.0

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        base = np.random.default_rng(1)
        self._centres = base.standard_normal((CLUSTERS, LATENT)).astype(np.float32)
        self._into = base.standard_normal((LATENT, DIMENSION)).astype(np.float32)
        shares = 1 / np.arange(1, WORDS + 1)
        self._shares = np.cumsum(shares / shares.sum())

    def vectors(self, count: int) -> npt.NDArray[np.float32]:
        latent = self._centres[self._random.zipf(1.3, count) % CLUSTERS]
        noise = self._random.standard_normal((count, DIMENSION)).astype(np.float32)
        found: npt.NDArray[np.float32] = latent @ self._into + 0.15 * LATENT**0.5 * noise
        lengths: npt.NDArray[np.float32] = np.linalg.norm(found, axis=1, keepdims=True)
        return np.divide(found, lengths, dtype=np.float32)

    def places(self, texts: int, words: int) -> list[list[int]]:
        """For each text the places of its words, the most common one being 0."""
        drawn: npt.NDArray[np.int64] = np.searchsorted(self._shares, self._random.random((texts, words)))
        found: list[list[int]] = np.minimum(drawn, WORDS - 1).tolist()
        return found

    def text(self, words: int) -> str:
        return " ".join(word(place) for place in self.places(1, words)[0])

    async def passages(self, texts: Sequence[str]) -> list[Vector]:
        return list(self.vectors(len(texts)))

    async def query(self, _: str) -> Vector:
        vector: Vector = self.vectors(1)[0]
        return vector


def word(place: int) -> str:
    """Six letters or more that are spelt like no other's."""
    number, letters = place * 7_368_787 % 191_102_976 + 11_881_376, ""
    while number:
        number, letter = divmod(number, 26)
        letters += chr(97 + letter)
    return letters


async def load(url: str, workspace: WorkspaceId, size: int, *, beside: bool = False) -> None:
    """Fill a workspace by COPY, source by source; ``beside``: as one of others with the same passages."""
    made = Generated(size + beside)
    rows = Rows(workspace)
    async with await psycopg.AsyncConnection.connect(libpq_url(url), autocommit=True) as connection:
        await connection.execute("SELECT set_config('app.workspace', %s, false)", [str(workspace)])
        await connection.execute(
            "INSERT INTO workspaces (id, name, kind) VALUES (%s, 'Bench', 'team')", [workspace]
        )
        await connection.execute(
            "INSERT INTO search_indexes (workspace_id, model, dimension, passages) VALUES (%s, %s, %s, %s)",
            [workspace, MODEL, DIMENSION, size],
        )
        if size > BULK:
            await connection.execute("DROP INDEX gin_passages_words")
        now = datetime.now(UTC)
        for start in range(0, size, BATCH):
            await _load_some(connection, rows, made, min(BATCH, size - start), now)
        if size > BULK:
            await connection.execute("SET maintenance_work_mem = '1GB'")
            await connection.execute(_WORDS_INDEX)
        await connection.execute("VACUUM ANALYZE passages")
        await connection.execute("VACUUM ANALYZE passage_sources")


async def _load_some(
    connection: psycopg.AsyncConnection[object], rows: "Rows", made: Generated, count: int, now: datetime
) -> None:
    sources = [uuid7() for _ in range(-(-count // PER_SOURCE))]
    lines = "".join(
        f"{rows.workspace}\tnote\t{one}\t{MODEL}\t1\t{TITLE}\t/\t{now.isoformat()}\tf\t{PER_SOURCE}\n"
        for one in sources
    )
    columns = "workspace_id, kind, source_id, model, stamp, title, url, dated, published, passages"
    async with connection.cursor().copy(f"COPY passage_sources ({columns}) FROM STDIN".encode()) as target:
        await target.write(lines)
    statement = f"COPY passages ({_COLUMNS}) FROM STDIN (FORMAT binary)"
    async with connection.cursor().copy(statement.encode()) as target:
        await target.write(rows.of(made, sources, count, now))


class Rows:
    """Rows as binary COPY reads them, which takes a tenth of the time that text does."""

    def __init__(self, workspace: WorkspaceId) -> None:
        self.workspace = workspace
        spelt = [word(place) for place in range(WORDS)]
        self._spelt = spelt
        self._forms = [[form.encode() + b"\0" for form in {one, stem(one)}] for one in spelt]

    def of(self, made: Generated, sources: Sequence[UUID], count: int, now: datetime) -> bytes:
        moment = _field(struct.pack("!q", int((now - _EPOCH).total_seconds() * 1_000_000)))
        first = struct.pack("!h", 15) + _field(self.workspace.bytes)
        kept = _field(MODEL.encode()) + _field(struct.pack("!h", DIMENSION))
        vectors = made.vectors(count).astype(">f2")
        head = struct.pack("!hh", DIMENSION, 0)
        out = [b"PGCOPY\n\xff\r\n\0" + bytes(8)]
        for number, places in enumerate(made.places(count, EACH)):
            text = " ".join(self._spelt[place] for place in places).encode()
            out += (
                first,
                _field(uuid7().bytes),
                _field(b"note"),
                _field(sources[number // PER_SOURCE].bytes),
                kept,
                _field(struct.pack("!i", number)),
                _field(b""),
                _field(text),
                _field(b""),
                _field(b"\x01[]"),
                moment,
                _field(b"\0"),
                _field(self._words(places)),
                _field(head + vectors[number].tobytes()),
            )
        return b"".join([*out, b"\xff\xff"])

    def _words(self, places: Sequence[int]) -> bytes:
        """The tsvector of a text under its title, as ``domain.search.lexemes`` says it."""
        at: dict[bytes, list[int]] = {b"note\0": [1 | _SECOND_WEIGHT]}
        for position, place in enumerate(places, 2):
            for form in self._forms[place]:
                at.setdefault(form, []).append(position)
        packed = [struct.pack("!i", len(at))]
        for form, positions in at.items():
            some = positions[:8]
            packed += (form, struct.pack(f"!{len(some) + 1}H", len(some), *some))
        return b"".join(packed)


def _field(value: bytes) -> bytes:
    return struct.pack("!i", len(value)) + value
