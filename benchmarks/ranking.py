"""Ranking at scale on this machine: ingest, size, latency, recall of the pool, and how cost grows.

``python benchmarks/ranking.py [--sizes 10000,100000] [--cvs FOLDER] [--postings FILE.jsonl ...]``

The CVs are made, from real distributions: passages of the real CVs of FOLDER (default: the samples of this
project, which are few, so give a folder) are drawn anew, most of them from two CVs of one kind, with other
dates. Their words, skills, titles and lengths are those of real CVs; the people are nobody. One embedded
PostgreSQL with the application's own schema and row-level security holds them, and is removed in the end.
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
from collections.abc import Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from figures import tell
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.matching import (
    CandidateProfile,
    PreparedPosting,
    prepare_cv,
    prepare_posting,
    score,
    total_score,
)
from candidacy.domain.matching.passages import Passage, Place
from candidacy.domain.matching.profile import Known, Mention, Role
from candidacy.domain.matching.timeline import union_months
from candidacy.domain.postings import Posting, read_posting
from candidacy.domain.reading import read
from candidacy.domain.retrieval import asking, keep_profile, profile_kept, traits_of
from candidacy.domain.skills import Taxonomy, load_seed
from candidacy.features.matching.service.indexing import recipe_of
from candidacy.features.matching.service.listing import Listing
from candidacy.features.matching.service.ranking import POOL, RankingService
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import (
    APP_ROLE,
    PostgresSettings,
    Sessions,
    acting_as,
    create_engine,
    create_sessionmaker,
    within,
)
from candidacy.infrastructure.postgres.documents import to_json
from candidacy.infrastructure.postgres.embedded import EmbeddedPostgres
from candidacy.infrastructure.postgres.migrations import prepare_roles, upgrade
from candidacy.infrastructure.search import WorkspacePools
from candidacy.kernel.clock import SystemClock
from candidacy.kernel.errors import AppError
from candidacy.kernel.ids import PostingId, WorkspaceId, uuid7

SAMPLES = Path(__file__).parent.parent / "docs" / "samples"
TOP = 50
PORTION = 2_000
TODAY = SystemClock().today()
NOW = TODAY.year * 12 + TODAY.month


class Piece(NamedTuple):
    """A passage of a real CV without its text."""

    place: Place
    stems: tuple[str, ...]
    concepts: tuple[str, ...]


def read_profiles(folder: Path, taxonomy: Taxonomy, most: int) -> list[CandidateProfile]:
    found = []
    for file in sorted(p for p in folder.rglob("*") if p.suffix in {".pdf", ".docx"})[:most]:
        try:
            reading = read(file.read_bytes(), file.name)
        except AppError:
            continue
        found.append(prepare_cv(reading.resume, taxonomy, TODAY, reading.document))
    return found


def pieces_of(profile: CandidateProfile) -> list[Piece]:
    stems: dict[int, list[str]] = {i: [] for i in range(len(profile.passages))}
    for stem, places in profile.places_of.items():
        for place in (*places, *[places[0]] * (profile.counts[stem] - len(places))):
            stems[place].append(stem)
    concepts: dict[int, list[str]] = {i: [] for i in stems}
    for known in profile.concepts.values():
        for mention in known.mentions:
            concepts[mention.passage].append(known.uri)
    return [Piece(p.place, tuple(stems[i]), tuple(concepts[i])) for i, p in enumerate(profile.passages)]


class Maker:
    """Makes CVs out of real ones; the same seed makes the same."""

    def __init__(self, real: Sequence[CandidateProfile], seed: int = 1) -> None:
        self._real, self._rng = real, random.Random(seed)
        self._pieces = [pieces_of(profile) for profile in real]
        self._alike = [self._nearest(profile) for profile in real]

    def _nearest(self, profile: CandidateProfile) -> list[int]:
        mine = profile.concepts.keys()
        shared = [len(mine & other.concepts.keys()) for other in self._real]
        return sorted(range(len(shared)), key=lambda i: -shared[i])[1:11] or [0]

    def make(self) -> CandidateProfile:
        rng = self._rng
        one = rng.randrange(len(self._real))
        other = rng.choice(self._alike[one])
        strange = rng.randrange(len(self._real))
        drawn = [
            piece
            for source, share in ((one, 0.6), (other, 0.35), (strange, 0.06))
            for piece in self._pieces[source]
            if rng.random() < share
        ] or self._pieces[one]
        rng.shuffle(drawn)
        months = tuple(self._span() for _ in range(rng.randint(1, 4)))
        counts: dict[str, int] = {}
        places: dict[str, list[int]] = {}
        mentions: dict[str, list[int]] = {}
        for at, piece in enumerate(drawn):
            for stem in piece.stems:
                counts[stem] = counts.get(stem, 0) + 1
                held = places.setdefault(stem, [])
                if not held or held[-1] != at:
                    held.append(at)
            for uri in piece.concepts:
                mentions.setdefault(uri, []).append(at)
        source = self._real[rng.choice((one, other))]
        return CandidateProfile(
            **{
                **{name: getattr(source, name) for name in source.__dataclass_fields__},
                "passages": tuple(Passage("", "", piece.place, None) for piece in drawn),
                "concepts": {u: _known(u, found, drawn, months) for u, found in mentions.items()},
                "places_of": {stem: tuple(held) for stem, held in places.items()},
                "counts": counts,
                "length": sum(counts.values()),
                "roles": tuple(self._role(r, months, len(drawn)) for r in source.roles),
                "months": months,
                "years": round(union_months(months) / 12, 1),
            }
        )

    def _span(self) -> tuple[int, int]:
        start = NOW - self._rng.randint(12, 240)
        return start, min(NOW, start + self._rng.randint(6, 120))

    def _role(self, role: Role, months: Sequence[tuple[int, int]], passages: int) -> Role:
        return replace(role, months=self._rng.choice(months), passage=min(role.passage, passages - 1))


def _known(uri: str, found: list[int], drawn: Sequence[Piece], months: Any) -> Known:
    order = list(Place)
    best = min(found, key=lambda at: (order.index(drawn[at].place), at))
    shown = sum(drawn[at].place in (Place.ROLE, Place.PROJECT) for at in found)
    return Known(uri, (Mention(best, ""),), min(shown, 3), months[: min(1, shown)])


def read_postings(files: Sequence[Path], taxonomy: Taxonomy, most: int) -> list[Posting]:
    texts = [(SAMPLES / "posting.txt").read_text(encoding="utf-8")]
    for file in files:
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        texts += [t for line in lines if len(t := line.get("text") or line.get("description") or "") > 300]
    random.Random(1).shuffle(texts)
    return [read_posting(t, taxonomy) for t in texts[:most]]


def shown(name: str, seconds: Sequence[float]) -> float:
    """Print how long something took; gives what 19 of 20 take at most, in milliseconds."""
    values = sorted(1000 * s for s in seconds)
    p50, p95, p99 = (values[min(len(values) - 1, math.ceil(q * len(values)) - 1)] for q in (0.5, 0.95, 0.99))
    print(f"{name:44s} n={len(values):4d}  p50 {p50:8.1f} ms  p95 {p95:8.1f} ms  p99 {p99:8.1f} ms")
    return p95


@asynccontextmanager
async def database(home: Path) -> Any:
    server = EmbeddedPostgres(home / "postgres")
    url = await asyncio.to_thread(server.start)
    owner = create_engine(url, PostgresSettings(pool_size=1))
    await upgrade(owner)
    await prepare_roles(owner)
    await owner.dispose()
    engine = create_engine(
        acting_as(url, APP_ROLE),
        PostgresSettings(statement_timeout_ms=600_000, idle_in_transaction_timeout_ms=0),
    )
    try:
        yield create_sessionmaker(engine)
    finally:
        await engine.dispose()
        await asyncio.to_thread(server.stop)


_CVS = (
    "insert into cvs (id, workspace_id, title, candidate_name, latest, version)"
    " values (%s, %s, %s, 'Nobody', 1, 1)"
)
_TRAITS = (
    "insert into cv_traits"
    " (workspace_id, cv_id, recipe, keys, amounts, length, years, seniority, degree, kept, changed)"
    " values (%s, %s, %s, %b, %b, %s, %s, %s, %s, %b, 3)"
)


async def fill(
    session: AsyncSession, workspace: WorkspaceId, made: Sequence[tuple[UUID, CandidateProfile]], recipe: str
) -> float:
    """Add CVs and what ranking reads of them; the seconds that making and storing the rows took."""
    start = time.perf_counter()
    raw = (await (await session.connection()).get_raw_connection()).driver_connection
    rows = []
    for cv, profile in made:
        t = traits_of(profile)
        numbers = (t.length, t.years, t.seniority, t.degree)
        rows.append((workspace, cv, recipe, t.keys, t.values, *numbers, keep_profile(profile)))
    async with raw.cursor() as cursor:  # type: ignore[union-attr]
        await cursor.executemany(_CVS, [(cv, workspace, f"CV {cv.hex[-6:]}") for cv, _ in made])
        await cursor.executemany(_TRAITS, rows)
    return time.perf_counter() - start


async def measure(
    sessions: Sessions, size: int, maker: Maker, posts: list[Posting], taxonomy: Taxonomy
) -> Any:
    workspace = WorkspaceId(uuid7())
    inside = within(sessions, workspace)
    recipe, seconds, rows = recipe_of(taxonomy), 0.0, 0
    sample: list[tuple[UUID, CandidateProfile]] = []
    while rows < size:
        made = [(uuid7(), maker.make()) for _ in range(min(PORTION, size - rows))]
        async with inside.begin() as session:
            seconds += await fill(session, workspace, made, recipe)
        rows += len(made)
        sample = made
    print(
        f"\n== {size} CVs\ningest: {size / seconds:.0f} CVs a second (made ready and stored; reading apart)"
    )
    ids = await add_postings(inside, workspace, posts)
    pools, clock = WorkspacePools(), SystemClock()

    def service(session: AsyncSession) -> RankingService:
        return RankingService(session, workspace, taxonomy, clock, pools)

    start = time.perf_counter()
    async with inside.begin() as session:
        count, held = await pools.size(session, workspace)
        disk = await session.scalar(text("select pg_total_relation_size('cv_traits')"))
    assert count == size
    print(f"index: {disk / 1e6:.0f} MB on disk, {held / 1e6:.0f} MB in memory ({held / size:.0f} B a CV)")
    print(f"first use after a start: {time.perf_counter() - start:.1f} s")
    ranks, pages, work, firsts = [], [], [], []
    for round_ in range(4):
        for posting in ids:
            async with inside.begin() as session:
                start, cpu = time.perf_counter(), time.process_time()
                await service(session).of_posting(posting, best=TOP)
                if not round_:
                    firsts.append(time.perf_counter() - start)
                else:
                    ranks.append(time.perf_counter() - start)
                    work.append(time.process_time() - cpu)
    for posting in ids:
        async with inside.begin() as session:
            start = time.perf_counter()
            await Listing(service(session)).of_posting(posting, cursor=None, limit=20)
            pages.append(time.perf_counter() - start)
    warm = shown(f"rank {size} CVs for a posting, best {TOP}, warm", ranks)
    shown("the first time for each posting", firsts)
    shown("warm, processor time of this process", work)
    shown("a page of 20 with names and main gaps", pages)
    many = 8 if size <= 20_000 else 2
    share = await recall(inside, workspace, service, ids[:many], posts[:many], taxonomy)
    tell(**{f"rank_{size}_p95_ms": warm, f"rank_{size}_recall": share})
    wanted = prepare_posting(posts[0], taxonomy)
    shown("one match with its reasons", [timed(partial(score, p, wanted)) for _, p in sample[:100]])
    async with inside.begin() as session:
        for table in ("cv_traits", "postings", "cvs"):
            await session.execute(text(f"delete from {table} where workspace_id = :w"), {"w": workspace})
    return size, statistics.median(ranks), seconds, disk


def timed(action: Any) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


async def add_postings(inside: Sessions, workspace: WorkspaceId, posts: list[Posting]) -> list[PostingId]:
    insert = text(
        "insert into postings (id, workspace_id, title, posting, version) values (:id, :w, 'Posting', :p, 1)"
    )
    ids = [PostingId(uuid7()) for _ in posts]
    async with inside.begin() as session:
        for posting, value in zip(ids, posts, strict=True):
            stored = json.dumps(to_json(Posting, value))
            await session.execute(insert, {"id": posting, "w": workspace, "p": stored})
    return ids


async def recall(
    inside: Sessions,
    workspace: WorkspaceId,
    service: Any,
    ids: list[PostingId],
    posts: list[Posting],
    taxonomy: Taxonomy,
) -> float:
    """The share of the exactly best that a ranking has; of those that tie for the last place any will do."""
    prepared = [prepare_posting(p, taxonomy) for p in posts]
    async with inside.begin() as session:
        exact = await everybody(session, workspace, prepared)
        found = []
        for posting, scores in zip(ids, exact, strict=True):
            ranking = await service(session).of_posting(posting, best=TOP)
            least = sorted(scores.values(), reverse=True)[TOP - 1]
            found.append(sum(scores[p.id] >= least for p in ranking.placed) / TOP)
            assert all(p.rank_score == scores[p.id] for p in ranking.placed)
    print(
        f"recall@{TOP} of the exact order, pool of {POOL}: mean {statistics.mean(found):.3f}, "
        f"least {min(found):.3f}, n={len(found)} postings; every score equal to the exact one"
    )
    return statistics.mean(found)


async def everybody(
    session: AsyncSession, workspace: WorkspaceId, prepared: list[PreparedPosting]
) -> list[dict[UUID, float]]:
    """The exact score of every CV for each posting."""
    scores: list[dict[UUID, float]] = [{} for _ in prepared]
    wanted = [asking(p) for p in prepared]
    query = text(
        "select cv_id, kept from cv_traits where workspace_id = :w and cv_id > :after"
        " order by cv_id limit 5000"
    )
    after = UUID(int=0)
    while rows := (await session.execute(query, {"w": workspace, "after": after})).all():
        for cv, kept in rows:
            for known, one, only in zip(scores, prepared, wanted, strict=True):
                known[cv] = total_score(profile_kept(kept, TODAY, only), one)
        after = rows[-1].cv_id
    return scores


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--real", type=int, default=240, help="most real CVs to make others of")
    parser.add_argument("--cvs", type=Path, default=SAMPLES)
    parser.add_argument("--postings", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    taxonomy = load_seed()
    real = read_profiles(given.cvs, taxonomy, given.real)
    posts = read_postings(given.postings, taxonomy, 25)
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"made from {len(real)} real CVs; {len(posts)} real postings; by {recipe_of(taxonomy)}")
    found = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        async with database(Path(home)) as sessions:
            async with sessions.begin() as session:
                await workspaces.ensure_local_workspace(session)
            for size in map(int, given.sizes.split(",")):
                figures = await measure(sessions, size, Maker(real), posts, taxonomy)
                found.append(figures)
    print("\ncost curve: CVs, p50 of rank ms, ingest s, MB on disk")
    for size, p50, seconds, disk in found:
        print(f"  {size:9d}  {1000 * p50:7.1f}  {seconds:8.1f}  {disk / 1e6:8.0f}")
    for (n0, t0, *_), (n1, t1, *_) in pairwise(found):
        print(f"  exponent of rank from {n0} to {n1}: {math.log(t1 / t0) / math.log(n1 / n0):.2f}")
    print(
        f"largest memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


if __name__ == "__main__":
    asyncio.run(main())
