"""The pages of who runs an installation."""

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from candidacy.infrastructure.postgres import within
from candidacy.kernel.ids import WorkspaceId, uuid7

if TYPE_CHECKING:
    from candidacy.testing.application import Client


async def own_workspace(client: "Client") -> WorkspaceId:
    async with client.application.sessions() as session:
        return WorkspaceId((await session.execute(text("select id from workspaces limit 1"))).scalar_one())


async def failed_job(client: "Client") -> str:
    """A file that holds no CV was to be read."""
    await client.upload("broken.pdf", b"%PDF-1.7 and then nothing of what was promised")
    jobs = (await client.http.get("/api/v1/jobs")).json()["items"]
    return str(next(job["id"] for job in jobs if job["status"] == "failed"))


async def test_ops_120_the_parts_are_told_with_what_they_say(client: "Client") -> None:
    found = (await client.http.get("/api/v1/admin/overview")).json()
    page = (await client.http.get("/admin")).text

    states = {part["name"]: part["state"] for part in found["parts"]}
    assert states["Database"] == "ok"
    assert states["Files"] == "ok"
    assert states["Redis"] == states["Virus scanner"] == "off"
    assert found["database_bytes"] > 0
    assert found["backup"] is None
    assert "No backup is known" in page
    assert "Nothing waits" in page


async def test_ops_120_what_waits_is_told_by_kind(client: "Client") -> None:
    await client.http.post(
        "/api/v1/files", files={"file": ("cv.txt", b"Ada Lovelace")}, data={"purpose": "cv"}
    )

    (waiting,) = (await client.http.get("/api/v1/admin/overview")).json()["waiting"]

    assert (waiting["kind"], waiting["depth"]) == ("files.read", 1)
    assert "files.read" in (await client.http.get("/admin/jobs")).text


async def test_ops_121_a_job_that_failed_stands_there_with_its_reason_and_is_done_again(
    client: "Client",
) -> None:
    job = await failed_job(client)
    page = (await client.http.get("/admin/jobs")).text
    state = (await client.http.get(f"/api/v1/jobs/{job}")).json()

    again = await client.http.post(
        f"/admin/jobs/{job}/retry", data={"workspace": str(await own_workspace(client))}
    )
    queued = (await client.http.get(f"/api/v1/jobs/{job}")).json()
    ran = await client.run_jobs()

    assert f"/admin/jobs/{job}/retry" in page
    assert state["error_code"] in page
    assert again.status_code == 303
    assert (queued["status"], queued["error_code"]) == ("queued", None)
    assert ran == 1
    assert (await client.http.get(f"/api/v1/jobs/{job}")).json()["status"] == "failed"


async def test_ops_121_only_a_job_that_failed_is_done_again(client: "Client") -> None:
    place = str(await own_workspace(client))
    await client.upload("cv.txt", b"Ada Lovelace\n\nSkills\nPython")
    job = (await client.http.get("/api/v1/jobs")).json()["items"][0]["id"]

    done = await client.http.post(f"/admin/jobs/{job}/retry", data={"workspace": place})
    missing = await client.http.post(f"/admin/jobs/{uuid7()}/retry", data={"workspace": place})

    assert (done.status_code, done.json()["code"]) == (409, "job_not_failed")
    assert missing.status_code == 404


async def test_ops_122_an_account_is_taken_out_of_use_and_brought_back(client: "Client") -> None:
    someone = uuid7()
    async with client.application.sessions.begin() as session:
        await session.execute(
            text("insert into users (id, display_name, email) values (:id, 'Grace', 'grace@example.org')"),
            {"id": someone},
        )

    suspended = await client.http.post(f"/admin/people/{someone}/suspend")
    out = (await client.http.get("/admin/people")).text
    restored = await client.http.post(f"/admin/people/{someone}/restore")

    assert (suspended.status_code, restored.status_code) == (303, 303)
    assert "Suspended" in out
    assert "Suspended" not in (await client.http.get("/admin/people")).text
    log = (await client.http.get("/admin/audit")).text
    assert "user.deactivated" in log
    assert "user.activated" in log


async def test_ops_122_nobody_locks_themselves_out(client: "Client") -> None:
    async with client.application.sessions() as session:
        me = (await session.execute(text("select id from users where is_local"))).scalar_one()

    refused = await client.http.post(f"/admin/people/{me}/suspend")

    assert (refused.status_code, refused.json()["code"]) == (409, "not_yourself")


async def test_ops_122_workspaces_stand_there_with_what_they_store(client: "Client") -> None:
    await client.upload("cv.txt", b"Ada Lovelace\n\nSkills\nPython")
    place = await own_workspace(client)
    async with within(client.application.sessions, place)() as session:
        stored = (await session.execute(text("select sum(size) from files"))).scalar_one()

    page = (await client.http.get("/admin/workspaces")).text

    assert f"{stored} bytes" in page


@pytest.mark.parametrize("path", ["/admin/people", "/admin/workspaces", "/admin/audit"])
async def test_ops_120_lists_go_on_page_by_page(client: "Client", path: str) -> None:
    assert (await client.http.get(path, params={"cursor": "nonsense"})).status_code == 400
