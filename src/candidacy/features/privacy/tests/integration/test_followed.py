"""Applications go when their workspace keeps them no longer, with what was sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from candidacy.features.privacy.tests.integration.test_housekeeping import tidy, with_retention
from candidacy.features.privacy.tests.life import a_life, objects

if TYPE_CHECKING:
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client

pytestmark = [pytest.mark.own_database, pytest.mark.deep]


async def test_priv_010_applications_go_with_their_files_mails_and_tables(
    client: Client, clock: FixedClock
) -> None:
    # Rows get their moments from the database's clock, so the test's begins there.
    now = datetime.now(UTC)
    clock.set(now)
    life = await a_life(client)
    await with_retention(life, 30)
    cv = (await life.made("GET", "/cvs"))["items"][0]["id"]
    app = await life.made("POST", "/applications", json={"title": "Keeper", "notes": "Barnacles"})
    await life.made("POST", f"/applications/{app['id']}/send", json={"cv_id": cv})
    kept = len(await objects(client))

    clock.set(now + timedelta(days=29))
    early = await tidy(client)
    clock.set(now + timedelta(days=31))
    dry = await tidy(client, dry_run=True)
    late = await tidy(client)

    assert (early["applications"], kept > 0) == (0, True)
    assert dry["applications"] == late["applications"] >= 1
    assert await objects(client) == []
