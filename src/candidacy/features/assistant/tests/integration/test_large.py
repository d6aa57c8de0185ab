"""Workspaces with so many passages that they get an index of their own."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text, update

from candidacy.domain.search import lexical_scores, read_query
from candidacy.domain.search.lexemes import tsqueries
from candidacy.features.assistant.models import SearchIndex
from candidacy.features.assistant.repository import Narrowed, PassageFinder
from candidacy.features.assistant.repository.finding import SMALL, Step
from candidacy.features.assistant.service.indexing import vector_literal
from candidacy.features.assistant.tests.doubles import WordEmbedder, searching_with
from candidacy.features.assistant.tests.integration.test_search import (
    ADA,
    add_cv,
    add_posting,
    ids,
    search,
)
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import within
from candidacy.infrastructure.search.neighbours import index_large_workspaces, name_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from uuid import UUID

    from candidacy.infrastructure.postgres import Database
    from candidacy.kernel.ids import WorkspaceId
    from candidacy.testing.application import Client

pytestmark = pytest.mark.own_database


async def indexes(database: Database, workspace: WorkspaceId) -> list[str]:
    async with database.sessions() as session:
        found = await session.scalars(
            text(
                "select relname from pg_class where relkind = 'i' and relname like '%' || :workspace || '%'"
                " order by 1"
            ),
            {"workspace": f"_passages_{workspace.hex[-16:]}_"},
        )
        return list(found)


async def test_a_large_workspace_is_searched_through_its_own_index(
    client: Client, database: Database
) -> None:
    async with searching_with(client, WordEmbedder("a", 32)) as searched:
        cv = await add_cv(searched)
        async with searched.application.sessions() as session:
            workspace = (await workspaces.local_actor(session)).workspace

        first = await index_large_workspaces(database.engine, above=1, memory="64MB")
        again = await index_large_workspaces(database.engine, above=1, memory="64MB")
        made = await indexes(database, workspace)
        async with within(searched.application.sessions, workspace).begin() as session:
            await session.execute(
                update(SearchIndex).where(SearchIndex.workspace_id == workspace).values(passages=SMALL + 1)
            )
        found = await search(searched, "k8s ")
        narrowed = await search(searched, "k8s ", kind="posting")

    assert [(one.workspace, one.made) for one in first] == [(workspace, True)]
    assert [one.made for one in again] == [False]
    assert made == [name_of(workspace, "a"), name_of(workspace, "a", "gin")]
    assert ids(found) == [cv]
    assert ids(narrowed) == []


async def test_an_index_goes_when_its_workspace_is_small_again(client: Client, database: Database) -> None:
    async with searching_with(client, WordEmbedder("a", 32)) as searched:
        await add_cv(searched)
        async with searched.application.sessions() as session:
            workspace = (await workspaces.local_actor(session)).workspace

        await index_large_workspaces(database.engine, above=1, memory="64MB")
        left = await index_large_workspaces(database.engine, above=1_000, memory="64MB")

    assert left == []
    assert await indexes(database, workspace) == []


WORDS: dict[str, Any] = {
    "Words of every CV": {"engine": 900_000, "platform": 900_000, "kubernet": 900_000},
    "Words of some": {"engine": 2_000, "platform": 400_000},
    "No common words": {},
    "Nobody counted": None,
}
QUERIES = (
    "kubernetes services",
    "platform engineer",
    "engineer ",
    "bern baking",
    "kubernets ",
    "fort",
    "ada platform",
)


async def seem_large(searched: Client, common: dict[str, int] | None) -> None:
    """As if a workspace held a million passages."""
    async with searched.application.sessions() as session:
        workspace = (await workspaces.local_actor(session)).workspace
    async with within(searched.application.sessions, workspace).begin() as session:
        await session.execute(
            update(SearchIndex)
            .where(SearchIndex.workspace_id == workspace)
            .values(passages=1_000_000, common=common)
        )


@pytest.mark.deep
async def test_steps_of_a_large_workspace_find_what_one_pass_over_a_small_one_finds(client: Client) -> None:
    async with searching_with(client, WordEmbedder("a", 64)) as searched:
        await add_cv(searched)
        await add_cv(searched, {**ADA, "skills": ["Fortran", "Kubernetes"]})
        await add_posting(searched)
        filters: tuple[dict[str, Any], ...] = ({}, {"kind": "posting"}, {"since": "2000-01-01"})
        small = [sorted(ids(await search(searched, q, **f))) for q in QUERIES for f in filters]
        for common in WORDS.values():
            await seem_large(searched, common)
            large = [sorted(ids(await search(searched, q, **f))) for q in QUERIES for f in filters]

            assert large == small
    assert any(small)


@asynccontextmanager
async def finder_of(searched: Client, kind: str = "cv") -> AsyncIterator[PassageFinder]:
    async with searched.application.sessions() as session:
        workspace = (await workspaces.local_actor(session)).workspace
    async with within(searched.application.sessions, workspace).begin() as session:
        yield PassageFinder(session, workspace, "a", Narrowed((kind,)))


@pytest.mark.deep
async def test_what_an_index_does_not_reach_behind_a_filter_is_compared(
    client: Client, database: Database
) -> None:
    embedder = WordEmbedder("a", 32)
    async with searching_with(client, embedder) as searched:
        await add_cv(searched)
        await add_posting(searched)
        await index_large_workspaces(database.engine, above=1, memory="64MB")
        near = vector_literal(await embedder.query("services to kubernetes"))
        async with finder_of(searched, "posting") as finder:
            await finder.prepare(read_query("kubernetes"))
            await finder.session.execute(
                text(
                    "SELECT set_config('hnsw.iterative_scan', 'off', true),"
                    " set_config('hnsw.ef_search', '1', true), set_config('enable_seqscan', 'off', true),"
                    " set_config('enable_bitmapscan', 'off', true), set_config('enable_sort', 'off', true)"
                )
            )
            reached = await finder._nearest(near, 32, 1, by_index=True)
            large = await finder.by_vector(near, 32, 1, -1.0, large=True)
            small = await finder.by_vector(near, 32, 1, -1.0, large=False)

    assert reached == []
    assert len(small) == 1
    assert large == small


@pytest.mark.deep
async def test_passages_are_scored_as_everywhere(client: Client) -> None:
    terms = read_query("platform kubernetes engineer ")
    async with searching_with(client, WordEmbedder("a", 32)) as searched:
        await add_cv(searched)
        await add_cv(searched, {**ADA, "skills": ["Kubernetes", "Platform"]})
        async with finder_of(searched) as finder:
            found = await finder.by_words(terms, 40, Step())
            strengths: dict[UUID, list[float]] = {}
            for number, query in enumerate(tsqueries(terms)):
                rows = await finder.session.execute(
                    text("SELECT id, ts_rank('{0.6,0.6,0.4,1.0}', words, CAST(:q AS tsquery)) FROM passages"),
                    {"q": query},
                )
                for one, strength in rows:
                    strengths.setdefault(one, [0.0, 0.0, 0.0])[number] = strength
    scores = lexical_scores({one: row for one, row in strengths.items() if any(row)}, 40)

    assert found.order == sorted(scores, key=lambda one: (-scores[one], one))
    assert found.having == [sum(row[n] > 0 for row in strengths.values()) for n in range(3)]


@pytest.mark.deep
async def test_common_words_are_counted_with_the_index(client: Client, database: Database) -> None:
    async with searching_with(client, WordEmbedder("a", 32)) as searched:
        await add_cv(searched)
        await add_cv(searched)
        async with finder_of(searched) as finder:
            before = await finder.prepare(read_query("kubernetes "))
        await index_large_workspaces(database.engine, above=1, memory="64MB", common=2)
        async with finder_of(searched) as finder:
            counted = await finder.prepare(read_query("kubernetes fortran "))
            begun = await finder.prepare(read_query("fortran kuber"))

    assert before is None
    assert counted == [2, 0]
    # The word and its stem begin so, each in two passages.
    assert begun == [0, 4]
