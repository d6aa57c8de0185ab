"""Workspaces with so many passages that they get an index of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text, update

from candidacy.features.assistant.models import SearchIndex
from candidacy.features.assistant.repository.finding import SMALL
from candidacy.features.assistant.tests.doubles import WordEmbedder, searching_with
from candidacy.features.assistant.tests.integration.test_search import add_cv, ids, search
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import within
from candidacy.infrastructure.search.neighbours import index_large_workspaces, name_of

if TYPE_CHECKING:
    from candidacy.infrastructure.postgres import Database
    from candidacy.testing.application import Client

pytestmark = pytest.mark.own_database


async def indexes(database: Database) -> list[str]:
    async with database.sessions() as session:
        found = await session.scalars(
            text("select relname from pg_class where relname like 'ann!_%' escape '!' order by 1")
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
        made = await indexes(database)
        async with within(searched.application.sessions, workspace).begin() as session:
            await session.execute(
                update(SearchIndex).where(SearchIndex.workspace_id == workspace).values(passages=SMALL + 1)
            )
        found = await search(searched, "k8s ")
        narrowed = await search(searched, "k8s ", kind="posting")

    assert [(one.workspace, one.made) for one in first] == [(workspace, True)]
    assert [one.made for one in again] == [False]
    assert made == [name_of(workspace, "a")]
    assert ids(found) == [cv]
    assert ids(narrowed) == []


async def test_an_index_goes_when_its_workspace_is_small_again(client: Client, database: Database) -> None:
    async with searching_with(client, WordEmbedder("a", 32)) as searched:
        await add_cv(searched)

        await index_large_workspaces(database.engine, above=1, memory="64MB")
        left = await index_large_workspaces(database.engine, above=1_000, memory="64MB")

    assert left == []
    assert await indexes(database) == []
