"""Linking another service from the account page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from candidacy.features.auth.tests.browser import Browser
from candidacy.features.auth.tests.people import NOON, PASSWORD, add_user

if TYPE_CHECKING:
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client


async def test_auth_017_linking_another_service_asks_for_a_proof_and_leads_back(
    client: Client, clock: FixedClock
) -> None:
    await add_user(client)
    browser = Browser(client)
    await browser.post("/sign-in", email="ada@example.org", password=PASSWORD)
    clock.set(NOON + timedelta(minutes=11))

    linking = await browser.get("/account/openid")
    unlinking = await browser.post("/account/openid/unlink")
    proved = await browser.post("/account/confirm", password=PASSWORD, then="/account/openid")

    assert (linking.status_code, linking.headers["location"]) == (
        303,
        "/account/confirm?next=/account/openid",
    )
    assert (unlinking.status_code, unlinking.headers["location"]) == (303, "/account/confirm")
    assert proved.headers["location"] == "/account/openid"
