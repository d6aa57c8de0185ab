"""A search reaches one workspace, and of it what one may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from candidacy.features.assistant.tests.doubles import WordEmbedder, searching_with
from candidacy.features.assistant.tests.integration.test_search import ADA, POSTING
from candidacy.features.workspaces.tests.team import make_team

if TYPE_CHECKING:
    from candidacy.features.workspaces.tests.team import Team
    from candidacy.testing.application import Client


async def filled(client: Client, name: str) -> Team:
    team = await make_team(client, name)
    for path, given in (("/cvs", ADA), ("/postings", POSTING)):
        answer = await team.send(team.owner, "POST", path, given)
        assert answer.status_code == 201, answer.text
    await client.run_jobs()
    return team


@pytest.mark.own_database
async def test_search_008_only_ones_own_workspace_is_searched_also_by_nearness(
    confined_client: Client,
) -> None:
    async with searching_with(confined_client, WordEmbedder("a", 32)) as client:
        ours, theirs = await filled(client, "ours"), await filled(client, "theirs")

        found = await ours.send(ours.owner, "GET", "/search?q=kubernetes k8s services baking")
        own = {
            one["id"]
            for path in ("/cvs", "/postings")
            for one in (await ours.send(ours.owner, "GET", path)).json()["items"]
        }
        foreign = await theirs.send(ours.owner, "GET", "/search?q=kubernetes")

    assert {hit["source_id"] for hit in found.json()["items"]} == own
    assert foreign.status_code in {401, 403, 404}


async def test_search_008_a_key_finds_only_what_its_scopes_read(client: Client) -> None:
    team = await filled(client, "scoped")
    headers = {"X-Workspace": str(team.workspace)}

    async def search(*scopes: str, query: str = "kubernetes baking") -> tuple[int, set[str]]:
        made = await team.send(team.owner, "POST", "/api-keys", {"name": "a key", "scopes": scopes})
        answer = await client.http.get(
            "/api/v1/search",
            params={"q": query},
            headers={**headers, "Authorization": f"Bearer {made.json()['key']}"},
        )
        kinds = {hit["kind"] for hit in answer.json().get("items", [])}
        return answer.status_code, kinds

    assert await search("search:read", "cvs:read", "postings:read") == (200, {"cv", "posting"})
    assert await search("search:read", "postings:read") == (200, {"posting"})
    assert await search("search:read") == (200, set())
    assert (await search("cvs:read"))[0] == 403
