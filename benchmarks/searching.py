"""How long a hybrid search takes by the number of passages, in one workspace beside others.

``python benchmarks/searching.py [--sizes 10000,100000,1000000] [--keep FOLDER] [--explain]``.
A million takes a quarter of an hour to load and index; ``--keep`` leaves the database in a folder, where the
next run finds it. Passages are generated (``passages.py``), and so are the questions: two or three words,
common and rare. The embedder is left out; see ``embedding.py``. Beside the time on the wall it tells the
processor time of server and client for each search, which says the same on a busy machine, and how many of
the 50 nearest passages the index finds.
"""

import argparse
import asyncio
import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from figures import tell
from passages import MODEL, Generated, load
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine

from candidacy.ai_agents.embeddings import Embedders
from candidacy.domain.search import read_query
from candidacy.features.assistant.public import SearchSources, SearchTools
from candidacy.features.assistant.repository import Narrowed, PassageFinder
from candidacy.features.assistant.repository.finding import SMALL
from candidacy.features.assistant.service.indexing import vector_literal
from candidacy.features.assistant.service.searching import Query, Searching
from candidacy.infrastructure.postgres import (
    APP_ROLE,
    acting_as,
    create_engine,
    create_sessionmaker,
    within,
)
from candidacy.infrastructure.postgres.embedded import EmbeddedPostgres
from candidacy.infrastructure.postgres.migrations import prepare_roles, upgrade
from candidacy.infrastructure.postgres.settings import PostgresSettings
from candidacy.infrastructure.search.neighbours import index_large_workspaces
from candidacy.kernel.ids import WorkspaceId, uuid7

SEARCHES, WARM, NEAREST = 400, 40, 50
BESIDE = (2_000, 20_000)
ABOVE = 300_000
"""Passages from which on building the index takes more memory than it has by itself."""
SERVER = {"shared_buffers": "4GB", "effective_cache_size": "12GB", "max_wal_size": "8GB"}
"""As one sets a server for so many passages; up to 20,000 the embedded one is measured as it is."""


class Cost(NamedTuple):
    """Milliseconds of one search: on the wall, of the server's processor and of the client's."""

    wall: float
    server: float
    client: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10000", help="passages of the searched workspace, by commas")
    parser.add_argument("--searches", type=int, default=SEARCHES)
    parser.add_argument("--keep", type=Path, help="a folder where the loaded database stays")
    parser.add_argument("--explain", action="store_true", help="how the database goes about one search")
    parser.add_argument("--plain", action="store_true", help="with the settings of the embedded server alone")
    parser.add_argument("--user", help="who runs the database when root starts this")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    if max(sizes) > 1_000_000:
        raise SystemExit("Sizes go up to 1000000.")
    settings = SERVER if max(sizes) > SMALL and not options.plain else {}
    with folder_of(options.keep) as folder:
        server = EmbeddedPostgres(folder / "postgres", service_user=options.user, options=settings)
        url = server.start()
        try:
            asyncio.run(measure_all(url, sizes, folder, options.searches, explain=options.explain))
        finally:
            server.stop()


@contextmanager
def folder_of(kept: Path | None) -> Iterator[Path]:
    """Where the database lies. The server runs as another user when root starts it, who must get in."""
    if kept is not None:
        kept.mkdir(mode=0o711, parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="cdy-bench-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


async def measure_all(url: str, sizes: list[int], folder: Path, searches: int, *, explain: bool) -> None:
    owner = create_engine(url, PostgresSettings(statement_timeout_ms=0))
    await upgrade(owner)
    await prepare_roles(owner)
    app = acting_as(url, APP_ROLE)
    for size in sizes:
        workspace = await loaded(url, owner, folder, size)
        await search(app, workspace, WARM, seed=8)
        costs = await search(app, workspace, searches, server=processor_of(folder / "postgres"))
        print(f"\n{size:,} passages, {searches} searches, ms; load {os.getloadavg()[0]:.1f}")
        print(f"{'':>26} {'p50':>8} {'p90':>8} {'p95':>8} {'p99':>8} {'most':>8} {'mean':>8}")
        told("on the wall", [one.wall for one in costs])
        tell(**{f"search_{size}_p95_ms": sorted(one.wall for one in costs)[int(0.95 * len(costs))]})
        told("processor, both", [one.server + one.client for one in costs])
        told("processor of the server", [one.server for one in costs])
        told("processor of the client", [one.client for one in costs])
        print(f"recall@{NEAREST} of the nearest: {await recall(app, workspace, size):.3f}", flush=True)
        if explain:
            await explained(app, workspace)
    await owner.dispose()


def told(what: str, values: Sequence[float]) -> None:
    by_size = sorted(values)
    shares = [
        by_size[min(int(share * len(by_size)), len(by_size) - 1)] for share in (0.5, 0.9, 0.95, 0.99, 1)
    ]
    columns = [*shares, sum(values) / len(values)]
    print(f"{what:>26} " + " ".join(f"{value:8.1f}" for value in columns), flush=True)


async def loaded(url: str, owner: AsyncEngine, folder: Path, size: int) -> WorkspaceId:
    """The workspace of a size, made beside others where it is not there yet."""
    known = folder / "workspaces.json"
    there: dict[str, str] = json.loads(known.read_text()) if known.exists() else {}
    if str(size) not in there:
        workspace = uuid7()
        begun = time.perf_counter()
        for other in BESIDE:
            await load(url, await beside(owner, workspace), min(other, size), beside=True)
        await load(url, WorkspaceId(workspace), size)
        print(f"{size:,} passages loaded in {time.perf_counter() - begun:.0f} s", flush=True)
        begun = time.perf_counter()
        await index_large_workspaces(owner, above=SMALL, memory="3GB" if size > ABOVE else "1GB")
        print(f"indexed in {time.perf_counter() - begun:.0f} s", flush=True)
        there[str(size)] = str(workspace)
        known.write_text(json.dumps(there))
    return WorkspaceId(type(uuid7())(there[str(size)]))


async def beside(owner: AsyncEngine, workspace: Any) -> WorkspaceId:
    """Another workspace in the same partition of the passages."""
    same = text(
        "SELECT satisfies_hash_partition('passages'::regclass, 16, n, :one)"
        " AND satisfies_hash_partition('passages'::regclass, 16, n, :other) FROM generate_series(0, 15) n"
    )
    async with owner.connect() as connection:
        while True:
            other = uuid7()
            if any(await connection.scalars(same, {"one": workspace, "other": other})):
                return WorkspaceId(other)


async def search(
    url: str,
    workspace: WorkspaceId,
    searches: int = SEARCHES,
    *,
    seed: int = 7,
    server: "Server | None" = None,
) -> list[Cost]:
    """What each search costs: two or three words, common and rare, under row-level security."""
    engine = create_engine(url)
    made = Generated(seed)
    tools = SearchTools(Embedders(made), SearchSources())
    searching = Searching(within(create_sessionmaker(engine), workspace), workspace, tools)
    costs = []
    for number in range(searches):
        query = Query(made.text(2 + number % 2) + " ", ("note",))
        used = server.milliseconds() if server else 0.0
        own, begun = time.process_time(), time.perf_counter()
        await searching.search(query)
        wall, client = time.perf_counter() - begun, time.process_time() - own
        costs.append(Cost(1000 * wall, server.milliseconds() - used if server else 0.0, 1000 * client))
    await engine.dispose()
    return costs


async def recall(url: str, workspace: WorkspaceId, size: int, questions: int = 20) -> float:
    """How many of the nearest passages, each compared, the search finds among as many."""
    engine = create_engine(url)
    made = Generated(9)
    found = 0
    for vector in made.vectors(questions):
        literal = vector_literal(vector)
        async with within(create_sessionmaker(engine), workspace).begin() as session:
            finder = PassageFinder(session, workspace, MODEL, Narrowed(("note",)))
            await finder.prepare(read_query("any"))
            near = await finder.by_vector(literal, len(vector), NEAREST, -1.0, large=size > SMALL)
            exact = await finder.by_vector(literal, len(vector), NEAREST, -1.0, large=False)
        found += len(near.keys() & exact.keys())
    await engine.dispose()
    return found / (questions * NEAREST)


async def explained(url: str, workspace: WorkspaceId) -> None:
    """What the database does for one search: each statement on passages, run once more to be explained."""
    engine = create_engine(url)
    sent: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if "FROM passages" in statement or "set_config('hnsw" in statement:
            sent.append((statement, parameters))

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    sessions = within(create_sessionmaker(engine), workspace)
    made = Generated(7)
    tools = SearchTools(Embedders(made), SearchSources())
    await Searching(sessions, workspace, tools).search(Query(made.text(3) + " ", ("note",)))
    event.remove(engine.sync_engine, "before_cursor_execute", note)
    async with sessions.begin() as session:
        connection = await session.connection()
        for statement, parameters in sent:
            if "set_config" in statement:
                await connection.exec_driver_sql(statement, parameters)
                continue
            plan = await connection.exec_driver_sql(f"EXPLAIN (ANALYZE, COSTS OFF) {statement}", parameters)
            print("\n".join("    " + row[0][:150] for row in plan), "\n")
    await engine.dispose()


class Server:
    """What a server has used so far: its processes that live, and those that have ended."""

    def __init__(self, master: int) -> None:
        self._master = master

    def milliseconds(self) -> float:
        children = Path(f"/proc/{self._master}/task/{self._master}/children").read_text(encoding="ascii")
        ended = Path(f"/proc/{self._master}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        total = 1000 * sum(map(int, ended[13:15])) / os.sysconf("SC_CLK_TCK")
        for child in [self._master, *map(int, children.split())]:
            try:
                total += int(Path(f"/proc/{child}/schedstat").read_text(encoding="ascii").split()[0]) / 1e6
            except (FileNotFoundError, ProcessLookupError):
                continue
        return total


def processor_of(folder: Path) -> Server:
    """Of the embedded server in a folder."""
    return Server(int(next(folder.rglob("postmaster.pid")).read_text(encoding="utf-8").splitlines()[0]))


if __name__ == "__main__":
    main()
