"""What somebody confirmed of their CV goes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from candidacy.features.privacy.tests.life import a_life, rows
from candidacy.features.tailoring.tests.integration.test_api import POSTING, RESUME

if TYPE_CHECKING:
    from candidacy.testing.application import Client

pytestmark = [pytest.mark.own_database, pytest.mark.deep]
ASKED = {"path": "/work/0/highlights/1", "after": "Developed services in Python for 40 strollers"}


async def test_tail_021_a_confirmation_is_in_the_export_of_its_person(client: Client) -> None:
    life = await a_life(client)
    headers = life.person.bearer
    card = {"candidate_name": "Ada", "skills": ["Python"], "experience_years": 4, "resume": RESUME}
    cv = (await client.http.post("/api/v1/cvs", json=card, headers=headers)).json()["id"]
    posting = await client.http.post("/api/v1/postings", json={"text": POSTING}, headers=headers)
    given = {"cv_id": cv, "posting_id": posting.json()["id"], "changes": [ASKED]}
    found = (await client.http.post("/api/v1/tailorings", json=given, headers=headers)).json()
    at = f"/api/v1/tailorings/{found['id']}/questions/{found['questions'][0]['key']}"
    said = await client.http.post(at, json={"confirmed": True, "words": ["strollers"]}, headers=headers)

    archive = await life.export()

    (row,) = rows(archive, "workspaces/Ada Lovelace's workspace/tailoring_answers.json")
    assert said.status_code == 200
    assert (row["words"], row["confirmed"], row["text"]) == (["strollers"], True, ASKED["after"])
