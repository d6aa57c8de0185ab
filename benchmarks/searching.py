"""How long a hybrid search takes by the number of passages, in one workspace among others.

``python benchmarks/searching.py [--sizes 10000,100000] [--explain]`` (up to 1000000, which takes an hour).
Passages are generated: words by Zipf's law, vectors in clusters. The embedder is left out; see
``embedding.py``. Beside the time on the wall it tells the processor time of server and client, which say the
same on a busy machine.
"""

import argparse
import asyncio
import io
import itertools
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import numpy.typing as npt
import psycopg
from figures import tell
from sqlalchemy import event, text

from candidacy.ai_agents.embeddings import Embedders, Vector
from candidacy.domain.search.lexemes import tsvector
from candidacy.features.assistant.public import SearchSources, SearchTools
from candidacy.features.assistant.service.searching import Query, Searching
from candidacy.infrastructure.postgres import (
    APP_ROLE,
    acting_as,
    create_engine,
    create_sessionmaker,
    libpq_url,
    within,
)
from candidacy.infrastructure.postgres.embedded import EmbeddedPostgres
from candidacy.infrastructure.postgres.migrations import prepare_roles, upgrade
from candidacy.infrastructure.postgres.settings import PostgresSettings
from candidacy.infrastructure.search.neighbours import index_large_workspaces
from candidacy.kernel.ids import WorkspaceId, uuid7

DIMENSION, CLUSTERS, LATENT, WORDS, EACH = 384, 2_000, 48, 20_000, 60
BATCH, PER_SOURCE, SEARCHES, WARM = 5_000, 10, 200, 10
LARGE = 50_000
MODEL = "generated"
COLUMNS = (
    "workspace_id, id, kind, source_id, model, dimension, number, heading, text, path, spans, dated,"
    " published, words, embedding"
)


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

    def text(self, words: int) -> str:
        places = np.searchsorted(self._shares, self._random.random(words))
        return " ".join(word(int(place)) for place in places)

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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10000", help="passages of the searched workspace, by commas")
    parser.add_argument("--explain", action="store_true", help="how the database goes about one search")
    parser.add_argument("--user", help="who runs the database when root starts this")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    if max(sizes) > 1_000_000:
        raise SystemExit("Sizes go up to 1000000.")
    # The embedded database runs as another user when root starts it, so that user must get in.
    with tempfile.TemporaryDirectory(prefix="cdy-bench-") as folder:
        Path(folder).chmod(0o711)
        server = EmbeddedPostgres(Path(folder) / "postgres", service_user=options.user)
        url = server.start()
        try:
            asyncio.run(measure_all(url, sizes, Path(folder) / "postgres", explain=options.explain))
        finally:
            server.stop()


async def measure_all(url: str, sizes: list[int], folder: Path, *, explain: bool) -> None:
    owner = create_engine(url, PostgresSettings(statement_timeout_ms=0))
    await upgrade(owner)
    await prepare_roles(owner)
    print(
        f"{'passages':>9} {'loaded':>8} {'index':>8} {'median':>8} {'p95':>8} {'server':>8} {'client':>8}"
        f"  of {SEARCHES} searches, ms; the last two are processor time of one search"
    )
    master = postmaster_of(folder)
    for size in sizes:
        workspace = WorkspaceId(uuid7())
        begun = time.perf_counter()
        await load(url, workspace, size)
        loaded = time.perf_counter() - begun
        begun = time.perf_counter()
        await index_large_workspaces(owner, above=LARGE)
        indexed = time.perf_counter() - begun
        before, own = processor_seconds(master), time.process_time()
        times = await search(acting_as(url, APP_ROLE), workspace)
        server = 1000 * (processor_seconds(master) - before) / (SEARCHES + WARM)
        client = 1000 * (time.process_time() - own) / (SEARCHES + WARM)
        high = times[int(0.95 * len(times))]
        print(
            f"{size:9,} {loaded:7.1f}s {indexed:7.1f}s {statistics.median(times):8.1f} {high:8.1f}"
            f" {server:8.1f} {client:8.1f}",
            flush=True,
        )
        tell(**{f"search_{size}_p95_ms": high})
        if explain:
            await explained(acting_as(url, APP_ROLE), workspace)
    await owner.dispose()


async def load(url: str, workspace: UUID, size: int) -> None:
    """Fill a workspace by COPY, source by source."""
    made = Generated(size)
    async with await psycopg.AsyncConnection.connect(libpq_url(url), autocommit=True) as connection:
        await connection.execute("SELECT set_config('app.workspace', %s, false)", [str(workspace)])
        await connection.execute(
            "INSERT INTO workspaces (id, name, kind) VALUES (%s, 'Bench', 'team')", [workspace]
        )
        await connection.execute(
            "INSERT INTO search_indexes (workspace_id, model, dimension, passages) VALUES (%s, %s, %s, %s)",
            [workspace, MODEL, DIMENSION, size],
        )
        now = datetime.now(UTC).isoformat()
        for start in range(0, size, BATCH):
            count = min(BATCH, size - start)
            sources = [uuid7() for _ in range(-(-count // PER_SOURCE))]
            rows = "".join(
                f"{workspace}\tnote\t{one}\t{MODEL}\t1\tA note\t/\t{now}\tf\t{PER_SOURCE}\n"
                for one in sources
            )
            columns = "workspace_id, kind, source_id, model, stamp, title, url, dated, published, passages"
            await copy(connection, f"COPY passage_sources ({columns}) FROM STDIN", rows)
            await copy(
                connection,
                f"COPY passages ({COLUMNS}) FROM STDIN",
                passages(made, workspace, sources, count, now),
            )
        await connection.execute("ANALYZE passages")
        await connection.execute("ANALYZE passage_sources")


async def copy(connection: psycopg.AsyncConnection[object], statement: str, rows: str) -> None:
    async with connection.cursor().copy(statement.encode()) as target:
        await target.write(rows)


def passages(made: Generated, workspace: UUID, sources: list[UUID], count: int, now: str) -> str:
    out = io.StringIO()
    for number, vector in zip(range(count), made.vectors(count), strict=True):
        text = made.text(EACH)
        words = tsvector(heading="", title="A note", text=text)
        literal = "[" + ",".join(f"{value:.4g}" for value in vector.tolist()) + "]"
        cells = [
            workspace,
            uuid7(),
            "note",
            sources[number // PER_SOURCE],
            MODEL,
            DIMENSION,
            number,
            "",
            text,
        ]
        out.write("\t".join(map(str, [*cells, "", "[]", now, "f", words, literal])) + "\n")
    return out.getvalue()


async def search(url: str, workspace: WorkspaceId) -> list[float]:
    """Milliseconds of each search, sorted: two or three words, common and rare, under row-level security."""
    engine = create_engine(url)
    made = Generated(7)
    tools = SearchTools(Embedders(made), SearchSources())
    searching = Searching(within(create_sessionmaker(engine), workspace), workspace, tools)
    times = []
    for number in itertools.chain(range(-WARM, 0), range(SEARCHES)):
        query = Query(made.text(2 + number % 2) + " ", ("note",))
        begun = time.perf_counter()
        await searching.search(query)
        if number >= 0:
            times.append(1000 * (time.perf_counter() - begun))
    await engine.dispose()
    return sorted(times)


async def explained(url: str, workspace: WorkspaceId) -> None:
    """What the database does for one search: each statement on passages, run once more to be explained."""
    engine = create_engine(url)
    sent: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if "FROM passages" in statement:
            sent.append((statement, parameters))

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    sessions = within(create_sessionmaker(engine), workspace)
    made = Generated(7)
    tools = SearchTools(Embedders(made), SearchSources())
    await Searching(sessions, workspace, tools).search(Query(made.text(3) + " ", ("note",)))
    event.remove(engine.sync_engine, "before_cursor_execute", note)
    for statement, parameters in sent:
        async with sessions.begin() as session:
            await session.execute(text("SELECT set_config('hnsw.iterative_scan', 'relaxed_order', true)"))
            connection = await session.connection()
            plan = await connection.exec_driver_sql(f"EXPLAIN (ANALYZE, COSTS OFF) {statement}", parameters)
            print("\n".join("    " + row[0][:150] for row in plan), "\n")
    await engine.dispose()


def postmaster_of(folder: Path) -> int:
    """The process that the others of the embedded server come from."""
    return int(next(folder.rglob("postmaster.pid")).read_text(encoding="utf-8").splitlines()[0])


def processor_seconds(master: int) -> float:
    """What a server has used so far: its processes, and those that have ended."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if stat.parent.name == str(master):
            total += sum(map(int, fields[11:15]))
        elif fields[1] == str(master):
            total += sum(map(int, fields[11:13]))
    return total / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
