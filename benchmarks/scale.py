"""How cost grows: ingest, rank, list and search by the number of CVs, with the exponent and a drawing of it.

``python benchmarks/scale.py [--sizes 1000,10000,100000] [--cvs FOLDER] [--svg FILE]``. Processor time is of
this process. The CVs are made: of ``--made`` different ones (see ``ranking.py``) each further one is a copy
that lacks a random tenth of its words and skills. ``ranking.py`` measures whole rankings, with the database.
"""

import argparse
import asyncio
import json
import math
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import ranking
import searching
from passages import load
from sqlalchemy import event, text

from candidacy.domain.matching import prepare_posting
from candidacy.domain.retrieval import Traits, traits_of
from candidacy.domain.retrieval.pool import Pool
from candidacy.domain.retrieval.query import Query, query_of
from candidacy.domain.skills import load_seed
from candidacy.features.assistant.repository.finding import SMALL
from candidacy.features.cvs.repository import CvRepository
from candidacy.infrastructure.postgres import (
    APP_ROLE,
    PostgresSettings,
    acting_as,
    create_engine,
    create_sessionmaker,
    within,
)
from candidacy.infrastructure.postgres.embedded import EmbeddedPostgres
from candidacy.infrastructure.postgres.migrations import prepare_roles, upgrade
from candidacy.infrastructure.search.neighbours import index_large_workspaces
from candidacy.kernel.ids import WorkspaceId, uuid7
from candidacy.kernel.pagination import encode_cursor

Figures = dict[str, float]
PORTION, NEAREST, TIMES = 10_000, 200, 40

_FILL = (
    "insert into cvs (id, workspace_id, title, candidate_name, latest, version)"
    " select uuidv7(), :w, 'CV ' || n, 'Nobody', 1, 1 from generate_series(1, :n) n"
)
_VERSIONS = (
    "insert into cv_versions (id, workspace_id, cv_id, number, origin, candidate_name, skills,"
    " experience_years, resume) select uuidv7(), workspace_id, id, 1, 'edit', 'Nobody',"
    " cast(:skills as jsonb), 5, cast(:resume as jsonb) from cvs where workspace_id = :w"
)


def copies(made: Sequence[Traits], seed: int = 1) -> Iterator[tuple[UUID, Traits]]:
    """The CVs that were made, then others like them, without end."""
    numbers, rng = np.random.default_rng(seed), random.Random(seed)
    for one in made:
        yield UUID(int=rng.getrandbits(128)), one
    while True:
        for one in made:
            kept = numbers.random(len(one.values)) > 0.1
            keys = np.frombuffer(one.keys, "<u4")[kept].tobytes()
            values = np.frombuffer(one.values, np.uint8)[kept].tobytes()
            yield UUID(int=rng.getrandbits(128)), replace(one, keys=keys, values=values)


def shares(seconds: Sequence[float]) -> tuple[float, float]:
    """Milliseconds: the median and the 95th percentile."""
    ordered = sorted(1000 * s for s in seconds)
    return statistics.median(ordered), ordered[math.ceil(0.95 * len(ordered)) - 1]


def rank(size: int, made: Sequence[Traits], queries: Sequence[Query]) -> Figures:
    """Bring CVs into a pool and find the nearest of it for each posting."""
    pool, source, spent = Pool(), copies(made), 0.0
    while len(pool) < size:
        rows = list(islice(source, min(PORTION, size - len(pool))))
        begun = time.process_time()
        pool.put(rows, whole=len(pool) + len(rows) >= size)
        spent += time.process_time() - begun
    for query in queries:
        pool.search(query, NEAREST)
    cpu, wall = [], []
    for query in queries:
        start, begun = time.perf_counter(), time.process_time()
        pool.search(query, NEAREST)
        wall.append(time.perf_counter() - start)
        cpu.append(time.process_time() - begun)
    return {
        "ingest_cpu_s": spent,
        "rank_cpu_p50_ms": shares(cpu)[0],
        "rank_cpu_p95_ms": shares(cpu)[1],
        "rank_wall_p50_ms": shares(wall)[0],
        "rank_wall_p95_ms": shares(wall)[1],
        "pool_mb": pool.nbytes / 1e6,
    }


async def lists(url: str, size: int) -> Figures:
    """The first page of a list of so many CVs, and one from the middle of it."""
    engine = create_engine(acting_as(url, APP_ROLE), PostgresSettings(statement_timeout_ms=0))
    workspace = WorkspaceId(uuid7())
    sessions = within(create_sessionmaker(engine), workspace)
    values = {"w": workspace, "n": size}
    async with sessions.begin() as session:
        add = text("insert into workspaces (id, name, kind) values (:w, 'Bench', 'team')")
        await session.execute(add, values)
        begun = time.perf_counter()
        await session.execute(text(_FILL), values)
        stored = {"skills": json.dumps(["Python", "SQL", "Git"]), "resume": json.dumps({"resume": {}})}
        await session.execute(text(_VERSIONS), {"w": workspace, **stored})
        filled = time.perf_counter() - begun
    await analyse(url)
    statements: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        statements.append(statement)

    async with sessions.begin() as session:
        listed = CvRepository(session, workspace)
        half = "select id from cvs where workspace_id = :w order by id offset :n limit 1"
        at = await session.scalar(text(half), {"w": workspace, "n": size // 2})
        middle = encode_cursor(at)
        event.listen(engine.sync_engine, "before_cursor_execute", note)
        await listed.list_page(None, 20)
        event.remove(engine.sync_engine, "before_cursor_execute", note)
        found: Figures = {"list_statements": len(statements), "fill_wall_s": filled}
        for name, cursor in (("first", None), ("middle", middle)):
            cpu, wall = [], []
            for _ in range(TIMES):
                start, begun = time.perf_counter(), time.process_time()
                await listed.list_page(cursor, 20)
                wall.append(time.perf_counter() - start)
                cpu.append(time.process_time() - begun)
            found[f"list_{name}_cpu_p50_ms"] = shares(cpu)[0]
            found[f"list_{name}_wall_p50_ms"] = shares(wall)[0]
        sized = "select pg_total_relation_size('cvs') + pg_total_relation_size('cv_versions')"
        found["list_disk_mb"] = float(await session.scalar(text(sized)) or 0) / 1e6
    async with sessions.begin() as session:
        await session.execute(text("delete from cvs where workspace_id = :w"), values)
    await engine.dispose()
    return found


async def analyse(url: str) -> None:
    """What autovacuum does within a minute of so many rows."""
    owner = create_engine(url, PostgresSettings(pool_size=1, statement_timeout_ms=0))
    async with owner.begin() as connection:
        await connection.execute(text("analyze cvs"))
        await connection.execute(text("analyze cv_versions"))
    await owner.dispose()


async def searches(url: str, size: int) -> Figures:
    """Hybrid search over so many passages."""
    workspace = WorkspaceId(uuid7())
    begun = time.perf_counter()
    await load(url, workspace, size)
    loaded = time.perf_counter() - begun
    owner = create_engine(url, PostgresSettings(statement_timeout_ms=0))
    await index_large_workspaces(owner, above=SMALL)
    await owner.dispose()
    costs = await searching.search(acting_as(url, APP_ROLE), workspace)
    times = sorted(one.wall for one in costs[searching.WARM :])
    return {
        "search_load_wall_s": loaded,
        "search_wall_p50_ms": statistics.median(times),
        "search_wall_p95_ms": times[int(0.95 * len(times))],
    }


def exponents(sizes: Sequence[int], found: Sequence[Figures], name: str) -> float:
    """The slope of the cost over the size, both as logarithms: 1 grows as fast as the number of CVs."""
    points = [(n, one[name]) for n, one in zip(sizes, found, strict=True) if one.get(name)]
    if len(points) < 2:
        return math.nan
    return float(np.polyfit(np.log([n for n, _ in points]), np.log([v for _, v in points]), 1)[0])


SVG = "http://www.w3.org/2000/svg"
DRAWN = {
    "rank_cpu_p50_ms": ("rank, CPU", "#2563eb"),
    "list_first_cpu_p50_ms": ("list of 20, CPU", "#15803d"),
    "search_wall_p50_ms": ("search, clock", "#b45309"),
    "ingest_cpu_s": ("ingest, CPU s", "#7c3aed"),
}


def drawing(sizes: Sequence[int], found: Sequence[Figures]) -> str:
    """Cost by size on two logarithmic axes, as SVG."""
    values = [one[name] for one in found for name in DRAWN if one.get(name)]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    left, right = math.log10(sizes[0]), max(math.log10(sizes[-1]), math.log10(sizes[0]) + 1)

    def place(size: float, value: float) -> tuple[float, float]:
        across = (math.log10(size) - left) / (right - left)
        return 60 + 400 * across, 270 - 240 * (math.log10(value) - low) / max(high - low, 1)

    parts = [
        f'<svg xmlns="{SVG}" viewBox="0 0 640 310" font-family="sans-serif" font-size="12">',
        "<title>Cost by number of CVs</title>",
        '<rect width="640" height="310" fill="#fff"/>',
    ]
    for power in range(low, high + 1):
        _, y = place(sizes[0], 10.0**power)
        parts.append(
            f'<path d="M60 {y:.0f}H460" stroke="#ddd"/><text x="8" y="{y + 4:.0f}">{10.0**power:g}</text>'
        )
    for size in sizes:
        x, _ = place(size, 10.0**low)
        parts.append(
            f'<path d="M{x:.0f} 30V270" stroke="#ddd"/><text x="{x - 20:.0f}" y="290">{size:,}</text>'
        )
    for number, (name, (label, colour)) in enumerate(DRAWN.items()):
        points = [place(n, one[name]) for n, one in zip(sizes, found, strict=True) if one.get(name)]
        if points:
            line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
            slope = f"{label}: n^{exponents(sizes, found, name):.2f}"
            parts.append(f'<text x="470" y="{60 + 20 * number}" fill="{colour}">{slope}</text>')
    parts.append(
        '<text x="60" y="306">CVs (search: passages)</text><text x="8" y="20">ms (ingest: s)</text></svg>'
    )
    return "\n".join(parts) + "\n"


async def measure(
    url: str, sizes: Sequence[int], pooled: Callable[[int], Figures], most_listed: int, most_searched: int
) -> list[Figures]:
    owner = create_engine(url, PostgresSettings(pool_size=1))
    await upgrade(owner)
    await prepare_roles(owner)
    await owner.dispose()
    found = []
    for size in sizes:
        figures = pooled(size)
        if size <= most_listed:
            figures |= await lists(url, size)
        if size <= most_searched:
            figures |= await searches(url, size)
        found.append(figures)
        print(f"{size:,}", json.dumps({k: round(v, 3) for k, v in figures.items()}), flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--cvs", type=Path, default=ranking.SAMPLES)
    parser.add_argument("--postings", type=Path, nargs="*", default=[])
    parser.add_argument("--made", type=int, default=5_000, help="different CVs that are made")
    parser.add_argument("--most-listed", type=int, default=1_000_000)
    parser.add_argument("--most-searched", type=int, default=10_000, help="passages; a million take an hour")
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    sizes = sorted(int(size) for size in given.sizes.split(","))
    taxonomy = load_seed()
    maker = ranking.Maker(ranking.read_profiles(given.cvs, taxonomy, 60))
    queries = [
        query_of(prepare_posting(p, taxonomy)) for p in ranking.read_postings(given.postings, taxonomy, 25)
    ]
    made = [traits_of(maker.make()) for _ in range(min(given.made, sizes[-1]))]
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
    with tempfile.TemporaryDirectory(prefix="cdy-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        server = EmbeddedPostgres(Path(folder) / "postgres")
        url = server.start()
        try:
            pooled = partial(rank, made=made, queries=queries)
            found = asyncio.run(measure(url, sizes, pooled, given.most_listed, given.most_searched))
        finally:
            server.stop()
    for name in sorted({name for one in found for name in one}):
        if not math.isnan(slope := exponents(sizes, found, name)):
            print(f"{name:28s} n^{slope:.2f}")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"largest memory of the process: {most:.0f} MB")
    if given.svg:
        given.svg.write_text(drawing(sizes, found), encoding="utf-8")
    if given.json:
        given.json.write_text(json.dumps(dict(zip(sizes, found, strict=True)), indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
