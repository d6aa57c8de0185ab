"""Rendering in processes of their own."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from candidacy.domain.rendering import DEFAULT_THEME, Format, MissingGlyphs, Paper, Rendered, letter_sheet
from candidacy.domain.rendering.errors import CvTooLong
from candidacy.domain.rendering.tests.resumes import resume_number
from candidacy.domain.resume import Basics, Resume
from candidacy.infrastructure.rendering import RenderProcesses, RenderSettings

MADE = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def processes() -> Iterator[RenderProcesses]:
    made = RenderProcesses(RenderSettings(processes=1))
    yield made
    made.close()


async def rendered(processes: RenderProcesses, resume: Resume, kind: Format = Format.PDF) -> Rendered:
    return await processes.render(resume, kind, theme=DEFAULT_THEME, paper=Paper.A4, made=MADE)


async def test_a_pdf_comes_back_with_its_number_of_pages(processes: RenderProcesses) -> None:
    file = await rendered(processes, resume_number(1))

    assert file.data.startswith(b"%PDF-")
    assert file.pages == 2


async def test_a_letter_is_set_like_a_resume(processes: RenderProcesses) -> None:
    letter = letter_sheet(resume_number(1), "Application", "Dear team,", "en")
    file = await processes.render_sheet(letter, Format.PDF, theme=DEFAULT_THEME, paper=Paper.A4, made=MADE)

    assert (file.data[:5], file.pages) == (b"%PDF-", 1)


async def test_a_picture_is_webp(processes: RenderProcesses) -> None:
    picture = await processes.picture(resume_number(1), theme=DEFAULT_THEME, paper=Paper.LETTER)

    assert picture[:4] == b"RIFF"
    assert picture[8:12] == b"WEBP"


async def test_many_at_once_wait_for_one_another(processes: RenderProcesses) -> None:
    files = await asyncio.gather(*(rendered(processes, resume_number(n), Format.DOCX) for n in range(8)))

    assert all(file.data[:2] == b"PK" for file in files)


async def test_an_error_of_the_renderer_is_raised_here_with_its_words(processes: RenderProcesses) -> None:
    with pytest.raises(MissingGlyphs, match="Chinese, Japanese or Korean"):
        await rendered(processes, Resume(basics=Basics(name="日本 太郎")))


async def test_a_rendering_that_takes_too_long_is_ended_and_the_next_one_works() -> None:
    processes = RenderProcesses(RenderSettings(processes=1, wall_seconds=0.01))

    with pytest.raises(CvTooLong):
        await rendered(processes, resume_number(2))

    processes.close()


async def test_a_child_that_dies_is_replaced(processes: RenderProcesses) -> None:
    await rendered(processes, resume_number(1))
    processes._idle[0]._process.kill()

    with pytest.raises(Exception, match="could not be set"):
        await rendered(processes, resume_number(1))
    file = await rendered(processes, resume_number(1))

    assert file.pages == 2


async def test_a_folder_of_fonts_that_is_empty_changes_nothing(tmp_path: Path) -> None:
    processes = RenderProcesses(RenderSettings(font_folder=tmp_path))

    file = await rendered(processes, resume_number(3))

    processes.close()
    assert file.pages is not None
