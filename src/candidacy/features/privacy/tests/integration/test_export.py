"""What an export holds, and what it must not."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from candidacy.features.auth.tests.people import NOON, signed_in
from candidacy.features.privacy.service.exporting import KEPT_FOR
from candidacy.features.privacy.tests.life import CANARY, CV, Life, a_life, objects, rows
from candidacy.features.workspaces.tests.team import make_team
from candidacy.infrastructure.postgres import Base
from candidacy.infrastructure.postgres.belonging import belongings

if TYPE_CHECKING:
    from candidacy.infrastructure.postgres import Database
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client

pytestmark = pytest.mark.own_database

HOME = "workspaces/Ada Lovelace's workspace"


async def test_priv_002_an_export_has_every_table_the_files_and_each_cv(client: Client) -> None:
    life = await a_life(client)

    archive = await life.export()

    known = [b for b in belongings(Base.metadata).values() if b.why_not_exported is None]
    expected = {f"account/{b.name}.json" for b in known if b.workspace is None or b.workspace.nullable}
    expected |= {f"{HOME}/{b.name}.json" for b in known if b.workspace is not None}
    assert expected <= set(archive)
    assert archive[f"{HOME}/files/my cv.txt"] == CV
    resumes = [json.loads(archive[name]) for name in archive if "/json-resume/" in name]
    assert {resume["basics"]["name"] for resume in resumes} == {"Ada Lovelace", CANARY}
    assert [row["email"] for row in rows(archive, "account/users.json")] == [life.person.email]
    assert CANARY in archive[f"{HOME}/cv_versions.json"].decode()
    assert "cv_versions.json" in archive["README.txt"].decode()


async def test_priv_002_every_row_that_is_theirs_is_in_it(client: Client, owner: Database) -> None:
    life = await a_life(client)
    await a_life(client, "somebody.else@example.org")

    archive = await life.export()

    email = life.person.email
    async with owner.sessions() as session:
        for b in belongings(Base.metadata).values():
            if b.workspace is not None or b.why_not_exported or b.name in {"exports", "quota_uses"}:
                continue
            mine = b.table.select().where(b.of_person(life.person.id, email))
            there = len(list(await session.execute(mine)))
            assert len(rows(archive, f"account/{b.name}.json")) == there, b.name


async def test_priv_003_no_secret_is_in_an_export(client: Client, owner: Database) -> None:
    life = await a_life(client)

    archive = await life.export()

    everything = b"".join(archive.values())
    async with owner.sessions() as session:
        for whose in belongings(Base.metadata).values():
            hidden = [c for c in whose.table.c if c not in whose.shown]
            for row in (
                await session.execute(whose.table.select().with_only_columns(*hidden)) if hidden else ()
            ):
                for value in row:
                    shown = value.hex() if isinstance(value, bytes) else str(value)
                    assert value is None or shown.encode() not in everything, whose.name
    assert life.person.refresh.encode() not in everything
    assert b"argon2" not in everything


async def test_priv_002_of_a_team_there_is_what_is_about_them_alone(client: Client) -> None:
    team = await make_team(client, "grace")
    life = Life(client, await team.member("ada"))
    await team.send(team.owner, "POST", "/postings", {"text": f"{CANARY} wanted\n\n- Python"})

    archive = await life.export()

    members = rows(archive, "workspaces/Team/memberships.json")
    assert [member["user_id"] for member in members] == [str(life.person.id)]
    assert CANARY not in b"".join(archive.values()).decode()
    assert "grace@example.org" not in b"".join(archive.values()).decode()


async def test_priv_002_a_team_of_nobody_else_is_in_it_whole(client: Client) -> None:
    team = await make_team(client, "ada")
    life = Life(client, team.owner)
    await team.send(team.owner, "POST", "/postings", {"text": f"{CANARY} wanted\n\n- Python"})

    archive = await life.export()

    assert CANARY in archive["workspaces/Team/postings.json"].decode()


async def test_files_of_one_name_are_all_in_it(client: Client) -> None:
    life = await a_life(client)
    await life.made("POST", "/files", files={"file": ("my cv.txt", b"Another")})

    archive = await life.export()

    assert archive[f"{HOME}/files/my cv (2).txt"] != archive[f"{HOME}/files/my cv.txt"]


async def test_a_file_that_is_lost_does_not_cost_the_export(client: Client) -> None:
    life = await a_life(client)
    for key in await objects(client):
        await client.application.services.storage.delete(key)

    archive = await life.export()

    assert archive["files-that-were-not-found.txt"].decode() == f"{HOME}/files/my cv.txt\n"


async def test_priv_002_it_wants_a_proof_that_is_not_old(client: Client, clock: FixedClock) -> None:
    life = Life(client, await signed_in(client))
    clock.set(NOON + timedelta(minutes=9))
    early = await life.send("POST", "/me/exports")
    # The access token lives for ten minutes too, so the session is made older than it.
    async with client.application.sessions.begin() as session:
        await session.execute(text("update sessions set confirmed_at = confirmed_at - interval '5 minutes'"))

    late = await life.send("POST", "/me/exports")

    assert early.status_code == 202
    assert (late.status_code, late.json()["code"]) == (403, "confirmation_needed")


async def test_priv_004_an_export_is_gone_after_seven_days(client: Client, clock: FixedClock) -> None:
    now = datetime.now(UTC)
    clock.set(now)
    life = Life(client, await signed_in(client))
    asked = await life.made("POST", "/me/exports")
    await client.run_jobs()
    stored = await objects(client)
    clock.set(now + KEPT_FOR + timedelta(minutes=1))

    removed = await client.application.housekeeping.round()
    await client.run_jobs()

    assert len(stored) == 1
    assert removed["exports"] == 1
    assert await objects(client) == []
    assert asked["status"] == "waiting"


async def test_priv_004_an_export_can_be_deleted_before_its_time(client: Client) -> None:
    life = Life(client, await signed_in(client))
    asked = await life.made("POST", "/me/exports")
    await client.run_jobs()

    await life.made("DELETE", f"/me/exports/{asked['id']}")
    await client.run_jobs()

    assert await life.made("GET", "/me/exports") == []
    assert await objects(client) == []


async def test_one_that_is_deleted_while_it_is_made_leaves_nothing(client: Client) -> None:
    life = Life(client, await signed_in(client))
    asked = await life.made("POST", "/me/exports")
    await life.made("DELETE", f"/me/exports/{asked['id']}")

    await client.run_jobs()

    assert await objects(client) == []


async def test_nobody_fetches_the_export_of_somebody_else(client: Client) -> None:
    life = Life(client, await signed_in(client))
    asked = await life.made("POST", "/me/exports")
    other = Life(client, await signed_in(client, "other@example.org"))

    answers = [
        await other.send("GET", f"/me/exports/{asked['id']}"),
        await other.send("GET", f"/me/exports/{asked['id']}/content"),
        await other.send("DELETE", f"/me/exports/{asked['id']}"),
    ]

    assert [a.status_code for a in answers] == [404, 404, 404]


async def test_one_that_is_not_ready_says_so(client: Client) -> None:
    life = Life(client, await signed_in(client))
    asked = await life.made("POST", "/me/exports")

    answer = await life.send("GET", f"/me/exports/{asked['id']}/content")

    assert (answer.status_code, answer.json()["code"]) == (409, "export_not_ready")


async def test_priv_002_exports_are_counted_by_the_day(client: Client) -> None:
    life = Life(client, await signed_in(client))
    limit = client.application.settings.quotas.exports

    answers = [await life.send("POST", "/me/exports") for _ in range(limit + 1)]

    assert [a.status_code for a in answers] == [202] * limit + [429]


@pytest.mark.parametrize("header", ["content-disposition", "content-security-policy", "content-length"])
async def test_an_export_is_sent_as_a_file_to_keep(client: Client, header: str) -> None:
    life = Life(client, await signed_in(client))
    asked = await life.made("POST", "/me/exports")
    await client.run_jobs()

    answer = await life.send("GET", f"/me/exports/{asked['id']}/content")

    assert header in answer.headers
    assert answer.headers["content-type"] == "application/zip"
