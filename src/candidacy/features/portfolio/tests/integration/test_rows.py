"""What the database itself lets the application's role see for a visitor, whatever it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.portfolio.service.profile import hash_of
from candidacy.features.portfolio.tests.works import (
    EVERYTHING,
    add_picture,
    make_item,
    open_portfolio,
    published,
    unlisted_link,
)

if TYPE_CHECKING:
    from candidacy.testing.application import Client

pytestmark = pytest.mark.own_database

TABLES = ("portfolios", "portfolio_handles", "portfolio_items", "portfolio_images", "portfolio_image_files")
SETTINGS = {"visited_handle": "", "visited_link": "", "visited_listing": ""}
NOTHING = dict.fromkeys(TABLES, 0)


async def visit(session: AsyncSession, **settings: str) -> dict[str, int]:
    """How many rows of each table there are for a visitor with these settings."""
    for name, value in {**SETTINGS, **settings}.items():
        await session.execute(
            text("select set_config(:name, :value, true)"), {"name": f"app.{name}", "value": value}
        )
    counts = {t: await session.scalar(text(f"select count(*) from {t}")) for t in TABLES}
    return {table: count or 0 for table, count in counts.items()}


async def fill(client: Client, **profile: Any) -> str:
    """One item that is published with a picture, one that is hidden, and a draft; the link's token."""
    await open_portfolio(client, **{"sections": {**EVERYTHING, "post": "unlisted"}, **profile})
    for kind in ("project", "post"):
        item = await published(client, f"Shown {kind}", kind=kind)
        await add_picture(client, item["id"])
    await make_item(client, "Draft")
    deleted = await published(client, "Deleted")
    await client.http.delete(f"/api/v1/portfolio/items/{deleted['id']}")
    return (await unlisted_link(client)).removeprefix("/u/")


async def test_folio_019_a_visitor_sees_the_published_rows_of_whom_they_name(confined_client: Client) -> None:
    token = await fill(confined_client)

    async with confined_client.application.sessions() as session:
        seen = {
            "nobody": await visit(session),
            "a stranger": await visit(session, visited_handle="grace"),
            "by handle": await visit(session, visited_handle="ada"),
            "by link": await visit(session, visited_link=hash_of(token)),
            "by the token itself": await visit(session, visited_link=token),
            "listing": await visit(session, visited_listing="on"),
        }

    one = dict.fromkeys(TABLES, 1)
    assert seen == {
        "nobody": NOTHING,
        "a stranger": NOTHING,
        "by handle": one,
        "by link": {**dict.fromkeys(TABLES, 2), "portfolios": 1, "portfolio_handles": 0},
        "by the token itself": NOTHING,
        "listing": NOTHING,
    }


async def test_folio_019_of_a_private_portfolio_a_visitor_sees_that_its_name_is_taken(
    confined_client: Client,
) -> None:
    token = await fill(confined_client, visibility="private")

    async with confined_client.application.sessions() as session:
        by_handle = await visit(session, visited_handle="ada")
        by_link = await visit(session, visited_link=hash_of(token))

    assert (by_handle, by_link) == ({**NOTHING, "portfolio_handles": 1}, NOTHING)


async def test_folio_019_only_who_may_be_listed_is_in_the_list(confined_client: Client) -> None:
    await fill(confined_client, indexable=True)

    async with confined_client.application.sessions() as session:
        seen = await visit(session, visited_listing="on")

    assert seen == {**NOTHING, "portfolios": 1}


@pytest.mark.parametrize(
    "statement",
    [
        "update portfolio_items set title = 'defaced'",
        "delete from portfolios",
        "update portfolio_handles set portfolio_id = portfolio_id",
    ],
)
async def test_folio_019_a_visitor_changes_nothing_of_what_they_see(
    confined_client: Client, statement: str
) -> None:
    await fill(confined_client)

    async with confined_client.application.sessions() as session:
        await visit(session, visited_handle="ada")
        changed = await session.execute(text(statement))

        assert changed.rowcount == 0  # type: ignore[attr-defined] # A statement that changes rows has one.


async def test_folio_019_a_visitor_adds_nothing(confined_client: Client) -> None:
    await fill(confined_client)

    async with confined_client.application.sessions() as session:
        await visit(session, visited_handle="ada")
        with pytest.raises(DBAPIError, match="row-level security"):
            await session.execute(
                text(
                    "insert into portfolio_handles (handle, workspace_id, portfolio_id)"
                    " select 'mine', workspace_id, id from portfolios"
                )
            )


async def test_folio_019_the_pages_work_under_the_role_that_is_held_so(confined_client: Client) -> None:
    token = await fill(confined_client)

    shown = [
        (await confined_client.http.get(path)).status_code
        for path in (
            "/p/ada",
            "/p/ada/shown-project",
            f"/u/{token}/shown-post",
            "/p/ada/shown-post",
            "/p/ada/draft",
        )
    ]

    assert shown == [200, 200, 200, 404, 404]
