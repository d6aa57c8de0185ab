"""Rankings as pages and files: the same rows everywhere, and nothing in a cell that runs."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from candidacy.features.matching.tests.integration.test_api import person, posting

if TYPE_CHECKING:
    from candidacy.testing.application import Client


async def exported(client: Client, job: str, kind: str) -> bytes:
    answer = await client.http.get(f"/api/v1/postings/{job}/ranking", params={"format": kind})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].endswith(f'ranking.{kind}"')
    return answer.content


async def test_rank_007_a_csv_has_the_ranking_with_its_reasons(client: Client) -> None:
    job = await posting(client)
    await person(client, "Ada", "Python", "PostgreSQL")
    shown = (await client.http.get(f"/api/v1/matches/best/cvs/{job}")).json()["items"][0]

    rows = list(csv.DictReader(io.StringIO((await exported(client, job, "csv")).decode("utf-8-sig"))))

    assert [row["Candidate"] for row in rows] == ["Ada"]
    assert float(rows[0]["Ranked by"]) == shown["rank_score"]
    assert rows[0]["Main gap"] == shown["main_gap"]["text"]
    assert "PostgreSQL: met" in rows[0]["Reasons"]
    assert "Kubernetes: missing" in rows[0]["Reasons"]


async def test_rank_007_a_name_that_is_a_formula_stays_text(client: Client) -> None:
    job = await posting(client)
    await person(client, "=HYPERLINK(1)", "Python")

    text = (await exported(client, job, "csv")).decode("utf-8-sig")

    assert "'=HYPERLINK(1)" in text


async def test_rank_007_a_workbook_holds_the_same(client: Client) -> None:
    job = await posting(client)
    await person(client, "=1+1", "Python")

    with zipfile.ZipFile(io.BytesIO(await exported(client, job, "xlsx"))) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()

    assert "=1+1" in strings
    assert "<f>" not in sheet


@pytest.mark.parametrize("name", ["Ada", "#sys.inputs", "日本 $x$ *bold*"])
async def test_rank_007_a_pdf_takes_any_name(client: Client, name: str) -> None:
    job = await posting(client)
    await person(client, name, "Python")

    assert (await exported(client, job, "pdf")).startswith(b"%PDF")


async def test_rank_008_the_page_says_what_is_met_the_gap_and_leads_to_the_reasons(client: Client) -> None:
    job, cv = await posting(client), await person(client, "Ada", "Python", "PostgreSQL")

    page = (await client.http.get(f"/postings/{job}/ranking")).text
    opened = await client.http.post(f"/postings/{job}/open/{cv}")

    assert "Kubernetes" in page
    row = (await client.http.get(f"/api/v1/matches/best/cvs/{job}")).json()["items"][0]
    assert f"{row['must_haves_met']} of {row['must_haves']}" in page
    assert opened.headers["location"].startswith("/matches/")
    assert opened.headers["location"] in (await client.http.get(f"/postings/{job}/ranking")).text


async def test_rank_009_two_cvs_stand_side_by_side_best_first(client: Client) -> None:
    job = await posting(client)
    weak, strong = await person(client, "Weak"), await person(client, "Strong", "Python", "Kubernetes")

    page = (await client.http.get(f"/postings/{job}/compare", params={"cv": [weak, strong]})).text

    assert page.index("Strong") < page.index("Weak")
    assert "PostgreSQL" in page


async def test_rank_009_with_nobody_chosen_the_page_says_what_to_do(client: Client) -> None:
    job = await posting(client)

    page = await client.http.get(f"/postings/{job}/compare")

    assert (page.status_code, "Choose two or three" in page.text) == (200, True)


async def test_rank_006_feedback_is_given_on_the_page(client: Client) -> None:
    job, cv = await posting(client), await person(client, "Ada", "Python")

    await client.http.post(f"/postings/{job}/feedback/{cv}", data={"relevant": "yes"})

    page = (await client.http.get(f"/postings/{job}/ranking")).text
    assert 'aria-pressed="true"' in page
    assert "by feedback" in page


async def test_batch_002_the_page_of_a_batch_names_what_failed(client: Client) -> None:
    job = await posting(client)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("broken.pdf", b"%PDF-1.7 x")
    sent = await client.http.post(f"/postings/{job}/batches", files={"file": ("cvs.zip", target.getvalue())})
    await client.run_jobs()

    page = (await client.http.get(sent.headers["location"])).text

    assert sent.status_code == 303
    assert "broken.pdf" in page
    assert "0 of 1 read and ranked, 1 failed" in page
