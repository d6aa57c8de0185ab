"""A CV's files, its pictures in the themes, and the page to choose one on."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from candidacy.domain.reading import read
from candidacy.domain.rendering import THEMES
from candidacy.domain.rendering.tests.resumes import resume_number

if TYPE_CHECKING:
    from candidacy.testing.application import Client


@pytest.fixture
async def cv(client: Client) -> str:
    answer = await client.http.post("/api/v1/cvs/import", json=resume_number(1).to_json_resume())
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def export(client: Client, cv: str, **query: Any) -> Any:
    return await client.http.get(f"/api/v1/cvs/{cv}/export", params=query)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_cv_020_a_cv_is_downloaded_as_pdf_in_every_theme(client: Client, cv: str, theme: str) -> None:
    answer = await export(client, cv, format="pdf", theme=theme, paper="letter")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"].endswith(".pdf")
    assert read(answer.content, "cv.pdf").resume.resume.basics.name == resume_number(1).basics.name


@pytest.mark.parametrize(
    ("name", "media", "start"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("html", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
        ("md", "text/markdown; charset=utf-8", b"# Thomas"),
        ("json", "application/json", b"{"),
    ],
)
async def test_cv_021_a_cv_is_downloaded_in_other_formats(
    client: Client, cv: str, name: str, media: str, start: bytes
) -> None:
    answer = await export(client, cv, format=name, theme="european")

    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert answer.content.startswith(start)


async def test_a_word_file_opens_as_an_archive(client: Client, cv: str) -> None:
    answer = await export(client, cv, format="docx")

    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()


async def test_an_unknown_theme_is_400_and_names_those_there_are(client: Client, cv: str) -> None:
    answer = await export(client, cv, format="pdf", theme="baroque")

    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_theme")
    assert "classic" in answer.json()["detail"]


async def test_unknown_paper_is_422(client: Client, cv: str) -> None:
    assert (await export(client, cv, format="pdf", paper="a3")).status_code == 422


async def test_letters_that_no_font_has_are_400_and_say_what_to_do(client: Client) -> None:
    made = await client.http.post("/api/v1/cvs/import", json={"basics": {"name": "日本 太郎"}})

    answer = await export(client, made.json()["id"], format="pdf")

    assert (answer.status_code, answer.json()["code"]) == (400, "missing_glyphs")
    assert "candidacy[cjk]" in answer.json()["detail"]


async def test_cv_022_the_themes_are_listed_with_one_that_is_usual(client: Client) -> None:
    themes = (await client.http.get("/api/v1/themes")).json()

    assert [theme["name"] for theme in themes] == [theme.name for theme in THEMES]
    assert [theme["name"] for theme in themes if theme["default"]] == ["classic"]


async def test_cv_022_a_preview_is_a_picture_of_the_first_page(client: Client, cv: str) -> None:
    answer = await client.http.get(f"/api/v1/cvs/{cv}/preview", params={"theme": "columns"})

    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (496, 702)


async def test_a_preview_that_is_known_is_not_sent_again(client: Client, cv: str) -> None:
    address = f"/api/v1/cvs/{cv}/preview"
    tag = (await client.http.get(address)).headers["etag"]

    again = await client.http.get(address, headers={"If-None-Match": tag})
    other = await client.http.get(address, params={"theme": "compact"}, headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


async def test_cv_022_the_page_shows_every_theme_and_offers_every_format(client: Client, cv: str) -> None:
    page = (await client.http.get(f"/cvs/{cv}/export", params={"theme": "academic", "paper": "letter"})).text

    assert all(f"/preview?theme={theme.name}&amp;paper=letter" in page for theme in THEMES)
    assert 'value="academic" checked' in page
    assert all(f'name="format" value="{name}"' in page for name in ("pdf", "docx", "html", "md", "json"))


async def test_the_page_of_a_cv_leads_to_its_downloads(client: Client, cv: str) -> None:
    assert f'href="/cvs/{cv}/export"' in (await client.http.get(f"/cvs/{cv}")).text


@pytest.mark.parametrize("address", ["/api/v1/cvs/{}/preview", "/api/v1/cvs/{}/export", "/cvs/{}/export"])
async def test_a_cv_that_is_not_there_is_404(client: Client, address: str) -> None:
    answer = await client.http.get(address.format("00000000-0000-7000-8000-000000000000"))

    assert answer.status_code == 404
