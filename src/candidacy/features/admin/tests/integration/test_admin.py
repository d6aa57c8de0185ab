"""The pages of who runs an installation."""

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, text

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


async def test_ops_124_what_runs_is_told_with_its_worker_and_since_when(client: "Client") -> None:
    await client.http.post("/api/v1/files", files={"file": ("cv.txt", b"Ada")}, data={"purpose": "cv"})
    async with client.application.sessions.begin() as session:
        worker = await session.scalar(text("insert into procrastinate_workers default values returning id"))
        await session.execute(
            text("update procrastinate_jobs set status = 'doing', worker_id = :worker"), {"worker": worker}
        )

    found = (await client.http.get("/api/v1/admin/jobs")).json()
    page = (await client.http.get("/admin/jobs")).text

    (job,) = found["running"]
    assert (job["kind"], job["worker"], job["stopping"]) == ("files.read", worker, False)
    assert job["since"] is not None
    assert found["next"] == found["waiting"] == []
    assert f"No. {worker}, heard of" in page
    assert f"/admin/jobs/{job['id']}/cancel" in page


async def test_ops_124_a_job_that_waits_is_cancelled_in_whichever_workspace(client: "Client") -> None:
    await client.http.post("/api/v1/files", files={"file": ("cv.txt", b"Ada")}, data={"purpose": "cv"})
    (waits,) = (await client.http.get("/api/v1/admin/jobs")).json()["next"]

    done = await client.http.post(
        f"/admin/jobs/{waits['id']}/cancel", data={"workspace": waits["workspace_id"]}
    )
    again = await client.http.post(
        f"/api/v1/admin/jobs/{waits['id']}/cancel", json={"workspace_id": waits["workspace_id"]}
    )

    assert done.status_code == 303
    assert (await client.http.get(f"/api/v1/jobs/{waits['id']}")).json()["status"] == "cancelled"
    assert (again.status_code, again.json()["code"]) == (409, "job_finished")
    assert "job.cancelled" in {
        one["kind"] for one in (await client.http.get("/api/v1/audit")).json()["items"]
    }


async def test_ops_124_a_program_has_a_failed_job_done_again(client: "Client") -> None:
    job = await failed_job(client)
    (failed,) = (await client.http.get("/api/v1/admin/jobs")).json()["failed"]

    again = await client.http.post(
        f"/api/v1/admin/jobs/{job}/retry", json={"workspace_id": failed["workspace_id"]}
    )

    assert failed["id"] == job
    assert failed["message"]
    assert again.status_code == 204
    assert (await client.http.get("/api/v1/admin/jobs")).json()["failed"] == []


async def test_ops_124_however_many_workspaces_there_are_it_takes_the_same_statements(
    client: "Client",
) -> None:
    few = await statements(client)
    for number in range(3):
        await client.http.post("/api/v1/workspaces", json={"name": f"Team {number}"})

    assert few[-1] > 10
    assert await statements(client) == few


async def statements(client: "Client") -> list[int]:
    """How many statements the pages of jobs and workspaces and the overview take."""
    async with client.application.sessions() as session:
        connection = (await session.connection()).sync_connection
    assert connection is not None
    seen: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        seen.append(statement)

    event.listen(connection.engine, "before_cursor_execute", note)
    try:
        counts = [0]
        for path in ("/admin/jobs", "/admin/workspaces", "/api/v1/admin/jobs"):
            assert (await client.http.get(path)).status_code == 200
            counts.append(len(seen))
    finally:
        event.remove(connection.engine, "before_cursor_execute", note)
    return counts


async def test_ops_120_every_kind_of_job_has_a_name_that_people_understand(client: "Client") -> None:
    templates = client.application.services.pages
    unnamed = [
        kind
        for kind in client.application.handlers.kinds
        if templates.render("admin/kind.html", kind=kind).partition("<code")[0].strip() == kind
    ]

    assert "files.read" in client.application.handlers.kinds
    assert unnamed == []
