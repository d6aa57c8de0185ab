"""What ranking reads of a CV is made again wherever it was made by another recipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from candidacy.features.matching.tests.integration.test_api import person, posting
from candidacy.features.matching.tests.integration.test_ranking import best
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import within

if TYPE_CHECKING:
    from candidacy.testing.application import Client


async def test_rank_002_rows_of_an_older_formula_are_made_again_by_themselves(client: Client) -> None:
    job, cv = await posting(client), await person(client, "Ada", "Python")
    before = await best(client, job)
    application = client.application
    async with application.sessions() as session:
        workspace = (await workspaces.local_actor(session)).workspace
    inside = within(application.sessions, workspace)
    async with inside.begin() as session:
        await session.execute(text("update cv_traits set recipe = 'match-0', kept = null"))

    at_once = await best(client, job)
    made_again = await application.reindexing.round()

    async with inside() as session:
        made = await session.scalar(text("select recipe from cv_traits where cv_id = :cv"), {"cv": cv})
    assert made != "match-0"
    assert made_again <= 1
    assert at_once["items"] == before["items"] == (await best(client, job))["items"]
