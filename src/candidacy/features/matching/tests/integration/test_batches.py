"""Many CVs dropped on a posting: each counts once, one that fails stops none, and a stop loses nothing."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from candidacy.features.matching.jobs import RunBatch
from candidacy.features.matching.service.batches import BATCH
from candidacy.features.matching.tests.integration.test_api import posting
from candidacy.infrastructure.postgres import DatabaseUnavailable
from candidacy.infrastructure.queue import JobContext, JobHandlers

if TYPE_CHECKING:
    from candidacy.kernel.ids import FileId, PostingId
    from candidacy.testing.application import Client


NAMES = ("Ada Lovelace", "Grace Hopper", "Alan Turing", "Mary Shaw")


def cv(number: int) -> bytes:
    head = f"{NAMES[number]}\nperson{number}@example.org\n\n"
    return (
        head + "Experience\nBackend engineer, Engines, 2019 - 2023\n- Built services with Python\n"
    ).encode()


def archive(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return target.getvalue()


async def dropped(client: Client, job: str, data: bytes) -> dict[str, Any]:
    answer = await client.http.post(f"/api/v1/postings/{job}/batches", files={"file": ("cvs.zip", data)})
    assert answer.status_code == 202, answer.text
    batch: dict[str, Any] = answer.json()
    return batch


async def state(client: Client, batch: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = (await client.http.get(f"/api/v1/batches/{batch['id']}")).json()
    return found


async def test_batch_001_every_cv_of_an_archive_is_ranked_for_its_posting(client: Client) -> None:
    job = await posting(client)
    files = {f"people/cv{n}.txt": cv(n) for n in range(4)} | {
        "__MACOSX/._cv0.txt": b"x",
        "people/.DS_Store": b"y",
    }
    batch = await dropped(client, job, archive(files))

    await client.run_jobs()

    found = await state(client, batch)
    ranking = (await client.http.get(f"/api/v1/matches/best/cvs/{job}")).json()["items"]
    kept = (await client.http.get("/api/v1/matches", params={"posting_id": job})).json()["items"]
    assert (found["total"], found["done"], found["failed"]) == (4, 4, 0)
    assert {row["candidate_name"] for row in ranking} == set(NAMES)
    assert {row["id"] for row in kept} == {row["match_id"] for row in ranking}


async def test_batch_002_a_file_that_fails_is_named_and_stops_none(client: Client) -> None:
    job = await posting(client)
    batch = await dropped(
        client, job, archive({"a.txt": cv(1), "empty.txt": b"", "bad.pdf": b"%PDF-1.7 x", "z.txt": cv(2)})
    )

    await client.run_jobs()

    found = await state(client, batch)
    assert (found["done"], found["failed"]) == (2, 2)
    assert [f["name"] for f in found["failures"]] == ["empty.txt", "bad.pdf"]
    assert all(f["code"] and f["message"] for f in found["failures"])


async def test_batch_003_a_batch_that_was_cut_off_goes_on_and_scores_nothing_twice(client: Client) -> None:
    job = await posting(client)
    batch = await dropped(client, job, archive({f"{n}.txt": cv(n) for n in range(4)}))
    application = client.application
    read: list[FileId] = []

    def stopping_after(count: int) -> Client:
        services, reading = application.services, application.handlers["files.read"].call

        async def counting(context: JobContext, file: FileId, match_with: PostingId) -> None:
            if len(read) == count:
                raise DatabaseUnavailable
            await reading(context, file_id=file, match_with=match_with)
            read.append(file)

        made = JobHandlers()
        parts = (services.storage, services.antivirus, services.quotas, services.queue)
        made.register(BATCH, RunBatch(*parts, counting, 1_000_000).run)
        return replace(client, application=replace(application, handlers=made))

    await stopping_after(2).run_jobs()
    halfway = await state(client, batch)
    await stopping_after(-1).run_jobs()

    whole = await state(client, batch)
    kept = (await client.http.get("/api/v1/matches", params={"posting_id": job})).json()["items"]
    assert (halfway["done"], whole["done"], whole["failed"]) == (2, 4, 0)
    assert len(set(read)) == len(read) == 4
    assert len(kept) == len((await client.http.get("/api/v1/cvs")).json()["items"]) == 4


async def test_what_is_no_archive_is_refused_with_the_next_step(client: Client) -> None:
    job = await posting(client)
    batch = await dropped(client, job, b"this is no archive")

    await client.run_jobs()

    ended = (await client.http.get(f"/api/v1/jobs/{batch['job_id']}")).json()
    assert (ended["status"], ended["error_code"]) == ("failed", "not_an_archive")


@pytest.mark.parametrize("job", ["00000000-0000-0000-0000-000000000001"])
async def test_a_batch_for_no_posting_is_404(client: Client, job: str) -> None:
    answer = await client.http.post(f"/api/v1/postings/{job}/batches", files={"file": ("cvs.zip", b"x")})

    assert (answer.status_code, answer.json()["code"]) == (404, "posting_not_found")
