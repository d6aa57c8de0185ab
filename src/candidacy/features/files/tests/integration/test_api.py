"""/api/v1/files: a file comes in, is read by a job, and becomes what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from candidacy.testing.application import Client

CV = b"""Ada Lovelace
ada@example.org

Experience
Programmer, Analytical Engines, 2019 - 2023
- Wrote services in Python and PostgreSQL for 40 customers

Skills
Python, PostgreSQL
"""


async def test_an_upload_answers_at_once_with_the_job_that_reads_it(client: Client) -> None:
    answer = await client.http.post("/api/v1/files", files={"file": ("cv.txt", CV)})

    assert answer.status_code == 202
    body = answer.json()
    assert (body["status"], body["size"], body["purpose"]) == ("waiting", len(CV), "cv")
    assert answer.headers["location"] == f"/api/v1/files/{body['id']}"
    job = (await client.http.get(f"/api/v1/jobs/{body['job_id']}")).json()
    assert (job["status"], job["kind"], job["subject_id"]) == ("queued", "files.read", body["id"])


async def test_a_read_file_has_a_document_and_becomes_a_cv(client: Client) -> None:
    file = await client.upload("cv.txt", CV)

    state = (await client.http.get(f"/api/v1/files/{file}")).json()
    document = (await client.http.get(f"/api/v1/files/{file}/document")).json()
    cvs = (await client.http.get("/api/v1/cvs")).json()["items"]

    assert (state["status"], state["kind"]) == ("read", "text")
    assert "Analytical Engines" in document["text"]
    assert [(cv["title"], cv["file_id"], cv["origin"]) for cv in cvs] == [("cv", file, "upload")]


async def test_fields_point_at_the_words_they_were_read_from(client: Client) -> None:
    file = await client.upload("cv.txt", CV)
    text = (await client.http.get(f"/api/v1/files/{file}/document")).json()["text"]
    cv = (await client.http.get("/api/v1/cvs")).json()["items"][0]

    fields = (await client.http.get(f"/api/v1/cvs/{cv['id']}")).json()["fields"]

    email = next(field for field in fields if field["path"] == "/basics/email")
    assert [text[s["start"] : s["end"]] for s in email["spans"]] == ["ada@example.org"]


async def test_reading_a_file_twice_makes_one_cv(client: Client) -> None:
    file = await client.upload("cv.txt", CV)
    handler = client.application.handlers["files.read"]
    job = (await client.http.get(f"/api/v1/files/{file}")).json()["job_id"]
    assert job is not None

    from candidacy.features.workspaces.public import local_actor
    from candidacy.infrastructure.queue import JobContext

    async with client.application.sessions() as session:
        workspace = (await local_actor(session)).workspace
    again = JobContext(job, workspace, 1, sessions=client.application.sessions, stop=lambda: None)
    await handler.call(again, file_id=file)

    assert len((await client.http.get("/api/v1/cvs")).json()["items"]) == 1


async def test_a_posting_file_becomes_a_posting(client: Client) -> None:
    await client.upload(
        "job.txt", b"Python developer\n\nRequirements\n- 3 years of Python\n", purpose="posting"
    )

    postings = (await client.http.get("/api/v1/postings")).json()["items"]
    cvs = (await client.http.get("/api/v1/cvs")).json()["items"]

    assert len(postings) == 1
    assert cvs == []


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("program.pdf", b"MZ\x90\x00" + bytes(200), "unknown_format"),
        ("truncated.pdf", b"%PDF-1.7\n1 0 obj\n<<", "damaged_file"),
        ("old.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "legacy_format"),
        ("blank.txt", b"  \n\t\n", "no_text"),
    ],
)
async def test_a_file_that_cannot_be_read_says_why_and_the_next_one_is_read(
    client: Client, name: str, data: bytes, code: str
) -> None:
    file = await client.upload(name, data)

    state = (await client.http.get(f"/api/v1/files/{file}")).json()
    job = (await client.http.get(f"/api/v1/jobs/{state['job_id']}")).json()
    after = await client.upload("cv.txt", CV)

    assert (state["status"], state["error_code"]) == ("failed", code)
    assert state["error_message"]
    assert (job["status"], job["error_code"]) == ("failed", code)
    assert (await client.http.get(f"/api/v1/files/{after}")).json()["status"] == "read"


async def test_an_empty_file_is_refused_and_leaves_nothing(client: Client) -> None:
    answer = await client.http.post("/api/v1/files", files={"file": ("cv.pdf", b"")})

    assert (answer.status_code, answer.json()["code"]) == (415, "empty_file")
    assert (await client.http.get("/api/v1/files")).json()["items"] == []


async def test_an_unread_file_has_no_document_yet(client: Client) -> None:
    made = (await client.http.post("/api/v1/files", files={"file": ("cv.txt", CV)})).json()

    answer = await client.http.get(f"/api/v1/files/{made['id']}/document")

    assert (answer.status_code, answer.json()["code"]) == (409, "document_not_ready")


async def test_the_original_comes_back_as_an_attachment_of_no_type_a_browser_would_run(
    client: Client,
) -> None:
    name = 'a"b\r\nSet-Cookie: x\u202e.html'
    made = (await client.http.post("/api/v1/files", files={"file": (name, CV)})).json()

    answer = await client.http.get(f"/api/v1/files/{made['id']}/content")

    assert answer.content == CV
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers


async def test_a_path_in_a_name_is_dropped(client: Client) -> None:
    answer = await client.http.post("/api/v1/files", files={"file": ("../../etc/passwd", CV)})

    assert answer.json()["name"] == "passwd"


async def test_a_deleted_file_is_gone_and_the_cv_made_from_it_stays(client: Client) -> None:
    file = await client.upload("cv.txt", CV)

    deleted = await client.http.delete(f"/api/v1/files/{file}")

    assert deleted.status_code == 204
    assert (await client.http.get(f"/api/v1/files/{file}/content")).status_code == 404
    assert len((await client.http.get("/api/v1/cvs")).json()["items"]) == 1


async def test_an_upload_may_be_larger_than_other_requests(client: Client) -> None:
    http = client.application.services.http
    size = http.max_body_size + 1

    answer = await client.http.post("/api/v1/files", files={"file": ("big.txt", b"x" * size)})
    other = await client.http.post("/api/v1/cvs", content=b"x" * size)

    assert (answer.status_code, answer.json()["size"]) == (202, size)
    assert (other.status_code, other.json()["code"]) == (413, "body_too_large")


async def test_an_upload_over_the_limit_is_cut_off_and_leaves_nothing(client: Client) -> None:
    limit = client.application.services.http.max_upload_size

    answer = await client.http.post("/api/v1/files", files={"file": ("big.txt", b"x" * (limit + 1))})

    assert answer.status_code == 413
    assert (await client.http.get("/api/v1/files")).json()["items"] == []


async def test_a_form_without_a_file_is_422(client: Client) -> None:
    answer: httpx.Response = await client.http.post("/api/v1/files", data={"purpose": "cv"})

    assert answer.status_code == 422


PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 62>>stream
BT /F 14 Tf 20 150 Td (Ada Lovelace, ada@example.org) Tj ET   endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""


async def test_a_page_of_a_pdf_is_a_picture_that_is_not_sent_twice(client: Client) -> None:
    file = await client.upload("cv.pdf", PDF)

    picture = await client.http.get(f"/api/v1/files/{file}/pages/1")
    again = await client.http.get(
        f"/api/v1/files/{file}/pages/1", headers={"If-None-Match": picture.headers["etag"]}
    )

    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/webp")
    assert picture.content[8:12] == b"WEBP"
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(("number", "status"), [(2, 404), (0, 422)])
async def test_a_page_that_is_not_there_is_refused(client: Client, number: int, status: int) -> None:
    file = await client.upload("cv.pdf", PDF)

    answer = await client.http.get(f"/api/v1/files/{file}/pages/{number}")

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cv.txt", CV),
        ("cv.html", b"<html><body><p>Ada Lovelace</p></body></html>"),
        ("cv.rtf", b"{\\rtf1 Ada}"),
    ],
)
async def test_a_file_without_pages_says_so_when_a_picture_is_asked_for(
    client: Client, name: str, data: bytes
) -> None:
    file = await client.upload(name, data)

    answer = await client.http.get(f"/api/v1/files/{file}/pages/1")

    assert (answer.status_code, answer.json()["code"]) == (404, "no_such_page")
    assert "no pages to show" in answer.json()["detail"]
