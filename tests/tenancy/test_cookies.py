"""Every cookie that any route sets is for this host alone, over TLS alone, and out of reach of scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from candidacy.features.auth.tests.people import PASSWORD
from tests.tenancy.table import matrix

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from tests.tenancy.world import Tenant

NEEDED = {"__Host-", "HttpOnly", "Secure", "Path=/", "SameSite="}
TELLS_NOTHING = "language="
"""It chooses among the languages of the pages, works without TLS too, and whoever sets it gains nothing."""


async def test_req_004_every_cookie_of_every_route_is_bound_to_this_host(
    connection: AsyncConnection, ours: Tenant
) -> None:
    credentials = {"POST /sign-in": {"email": ours.people["owner"].email, "password": PASSWORD}}
    loose, setting = {}, set()
    for route in matrix():
        content = {"data": credentials[route]} if route in credentials else {}
        savepoint = await connection.begin_nested()
        answer = await ours.send(ours.people["owner"], route, **content)
        await savepoint.rollback()
        for cookie in answer.headers.get_list("set-cookie"):
            setting.add(route)
            if cookie.startswith(TELLS_NOTHING):
                continue
            missing = {part for part in NEEDED if part.lower() not in cookie.lower()}
            if missing or "domain=" in cookie.lower() or len(cookie) > 4_096:
                loose[route, cookie] = missing

    assert loose == {}
    assert setting >= {"POST /sign-in", "POST /sign-out"}
