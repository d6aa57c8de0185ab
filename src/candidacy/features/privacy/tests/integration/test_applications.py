"""What somebody sent with applications is theirs: it comes with their data, and goes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from candidacy.features.privacy.tests.life import CANARY, a_life, objects, where_it_says

if TYPE_CHECKING:
    from candidacy.infrastructure.postgres import Database
    from candidacy.testing.application import Client

pytestmark = pytest.mark.own_database


async def test_app_006_what_was_sent_comes_with_ones_data_and_goes_with_ones_account(
    client: Client, owner: Database
) -> None:
    life = await a_life(client)
    cv = (await life.made("GET", "/cvs"))["items"][0]["id"]
    app = (await life.made("POST", "/applications", json={"title": CANARY, "notes": CANARY}))["id"]
    await life.made("POST", f"/applications/{app}/contacts", json={"name": CANARY})
    await life.made("POST", f"/applications/{app}/send", json={"cv_id": cv, "letter": CANARY})

    archive = await life.export()
    sent = {name.rpartition("/")[2]: data for name, data in archive.items() if "/sent/" in name}
    tables = {name.rpartition("/")[2] for name in archive}
    answer = await life.erase()
    await client.run_jobs()

    assert sent["Letter.txt"].decode() == CANARY
    assert any(data.startswith(b"%PDF") for data in sent.values())
    assert {"applications.json", "application_events.json", "application_contacts.json"} <= tables
    assert answer.status_code < 300, answer.text
    assert await where_it_says(owner, CANARY) == {}
    assert await objects(client) == []
