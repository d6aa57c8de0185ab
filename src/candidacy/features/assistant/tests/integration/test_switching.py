"""Another embedder under load: no search fails, none mixes models, and a restart loses nothing."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from candidacy.features.assistant.service.switching import GRACE
from candidacy.features.assistant.tests.doubles import WordEmbedder, searching_with
from candidacy.features.assistant.tests.integration.test_search import ADA, add_cv, ids, search
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import within

if TYPE_CHECKING:
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client


async def models(client: Client) -> dict[str, int]:
    """How many passages there are of each model."""
    sessions = client.application.sessions
    async with sessions() as session:
        workspace = (await workspaces.local_actor(session)).workspace
    async with within(sessions, workspace)() as session:
        found = await session.execute(
            text(
                "select model, count(*) filter (where vector_dims(embedding) = dimension)"
                " from passages group by model"
            )
        )
        return {row[0]: row[1] for row in found}


async def test_search_001_meaning_finds_what_no_word_finds(client: Client) -> None:
    async with searching_with(client, WordEmbedder("a", 64)) as searched:
        cv = await add_cv(searched)

        found = await search(searched, "k8s ")

    assert ids(found) == [cv]
    assert found["index"] == {"model": "a", "target": None, "progress": None, "by_words_alone": False}


async def test_search_007_another_embedder_takes_over_once_everything_is_embedded(
    client: Client, clock: FixedClock
) -> None:
    old, new = WordEmbedder("old", 32), WordEmbedder("new", 48)
    async with searching_with(client, old) as before:
        cv = await add_cv(before)
        once = await models(before)
    async with searching_with(client, new, old) as after:
        await after.application.keeping_up.round()
        asked = await search(after, "kubernetes ")
        await after.run_jobs()
        over = await search(after, "kubernetes ")
        both = await models(after)
        clock.set(clock.now() + GRACE + timedelta(seconds=1))
        await after.application.keeping_up.round()
        left = await models(after)

    assert asked["index"]["model"] == "old"
    assert over["index"]["model"] == "new"
    assert over["index"]["target"] is None
    assert ids(asked) == ids(over) == [cv]
    assert once == {"old": 3}
    assert both == {"old": 3, "new": 3}
    assert left == {"new": 3}


async def test_search_007_a_restart_in_the_middle_goes_on_where_it_was(client: Client) -> None:
    old = WordEmbedder("old", 32)
    async with searching_with(client, old) as before:
        for _ in range(3):
            await add_cv(before)
    failing = WordEmbedder("new", 48, fails_after=4)
    async with searching_with(client, failing, old) as middle:
        await middle.application.keeping_up.round()
        await middle.run_jobs()
        half = await search(middle, "kubernetes ")
        embedded = (await models(middle))["new"]
    new = WordEmbedder("new", 48)
    async with searching_with(client, new, old) as after:
        await after.run_jobs()
        whole = await search(after, "kubernetes ")

    assert half["index"]["model"] == "old"
    assert half["index"]["target"] == "new"
    assert half["index"]["progress"] == round(1 / 3, 3)
    assert len(ids(half)) == len(ids(whole)) == 3
    assert embedded == 3
    assert whole["index"]["model"] == "new"
    assert len([t for t in new.asked if "Kubernetes" in t]) == 2


async def test_search_007_what_is_added_meanwhile_is_found_before_and_after(client: Client) -> None:
    old, new = WordEmbedder("old", 32), WordEmbedder("new", 48)
    async with searching_with(client, old) as before:
        await add_cv(before)
    async with searching_with(client, WordEmbedder("new", 48, fails_after=0), old) as middle:
        await middle.application.keeping_up.round()
        await middle.run_jobs()
    async with searching_with(client, new, old) as after:
        await after.http.post("/api/v1/cvs", json=ADA)
        await after.application.keeping_up.round()
        asked = await search(after, "kubernetes ")
        await after.run_jobs()
        over = await search(after, "kubernetes ")

    assert (asked["index"]["model"], len(ids(asked))) == ("old", 2)
    assert (over["index"]["model"], len(ids(over))) == ("new", 2)


async def test_search_007_without_the_old_embedder_words_carry_the_search_meanwhile(client: Client) -> None:
    async with searching_with(client, WordEmbedder("old", 32)) as before:
        cv = await add_cv(before)
    async with searching_with(client, WordEmbedder("new", 48)) as after:
        await after.application.keeping_up.round()
        found = await search(after, "kubernetes ")

    assert ids(found) == [cv]
    assert found["index"]["by_words_alone"] is True


async def test_search_007_an_embedder_that_cannot_be_reached_fails_no_search(client: Client) -> None:
    async with searching_with(client, WordEmbedder("a", 32)) as working:
        cv = await add_cv(working)
    async with searching_with(client, WordEmbedder("a", 32, fails_after=0)) as broken:
        other = await add_cv(broken)
        found = await search(broken, "kubernetes ")
    async with searching_with(client, WordEmbedder("a", 32)) as again:
        made = await again.application.keeping_up.round()

    assert set(ids(found)) == {cv, other}
    assert made == 1


@pytest.mark.own_database
async def test_search_007_no_search_fails_or_mixes_models_while_the_embedder_changes(client: Client) -> None:
    old, new = WordEmbedder("old", 32), WordEmbedder("new", 48)
    async with searching_with(client, old) as before:
        for _ in range(6):
            await before.http.post("/api/v1/cvs", json=ADA)
        await before.run_jobs()
    async with searching_with(client, new, old) as after:
        await after.application.keeping_up.round()
        done = asyncio.Event()
        answers: list[dict[str, Any]] = []

        async def ask() -> None:
            while not done.is_set():
                answers.append(await search(after, "k8s "))

        asking = [asyncio.create_task(ask()) for _ in range(3)]
        await after.run_jobs()
        answers.append(await search(after, "k8s "))
        done.set()
        await asyncio.gather(*asking)

    assert {len(answer["items"]) for answer in answers} == {6}
    assert {answer["index"]["model"] for answer in answers} == {"old", "new"}
    assert not any(answer["index"]["by_words_alone"] for answer in answers)
