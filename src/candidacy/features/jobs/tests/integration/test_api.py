"""/api/v1/jobs: follow and cancel."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from candidacy.testing.application import Client

CV = b"Ada Lovelace\nada@example.org\n\nExperience\nProgrammer, Engines, 2019 - 2023\n"


async def queued(client: Client) -> str:
    answer = await client.http.post("/api/v1/files", files={"file": ("cv.txt", CV)})
    return str(answer.json()["job_id"])


async def test_the_events_of_a_finished_job_are_its_last_state(client: Client) -> None:
    job = await queued(client)
    await client.run_jobs()

    answer = await client.http.get(f"/api/v1/jobs/{job}/events")

    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [line.removeprefix("data: ") for line in answer.text.splitlines() if line.startswith("data: ")]
    assert json.loads(events[-1])["status"] == "succeeded"


async def test_lang_005_events_say_why_a_job_failed_in_the_language_of_who_follows_it(client: Client) -> None:
    answer = await client.http.post("/api/v1/files", files={"file": ("cv.png", b"\x89PNG\r\n\x1a\n")})
    job = answer.json()["job_id"]
    await client.run_jobs()

    german = await client.http.get(f"/api/v1/jobs/{job}/events", headers={"Accept-Language": "de"})
    stored = (await client.http.get(f"/api/v1/jobs/{job}")).json()

    (data,) = (line.removeprefix("data: ") for line in german.text.splitlines() if line.startswith("data: "))
    assert json.loads(data)["error_message"].startswith("Das ist ein Bild (PNG).")
    assert stored["error_message"].startswith("This is a picture (PNG).")


async def test_events_of_a_job_that_is_not_there_are_404(client: Client) -> None:
    answer = await client.http.get(f"/api/v1/jobs/{uuid4()}/events")

    assert (answer.status_code, answer.json()["code"]) == (404, "job_not_found")


async def test_a_waiting_job_is_cancelled_at_once_and_never_runs(client: Client) -> None:
    job = await queued(client)

    answer = await client.http.post(f"/api/v1/jobs/{job}/cancel")
    ran = await client.run_jobs()

    assert (answer.status_code, answer.json()["status"]) == (202, "cancelled")
    assert ran == 0


async def test_a_finished_job_cannot_be_cancelled(client: Client) -> None:
    job = await queued(client)
    await client.run_jobs()

    answer = await client.http.post(f"/api/v1/jobs/{job}/cancel")

    assert (answer.status_code, answer.json()["code"]) == (409, "job_finished")


async def test_jobs_are_listed_newest_first(client: Client) -> None:
    made = [await queued(client) for _ in range(3)]

    listed = (await client.http.get("/api/v1/jobs")).json()["items"]

    assert [job["id"] for job in listed] == made[::-1]
