"""Letters and notes for an interview as files."""

import re
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from candidacy.domain import rendering
from candidacy.domain.rendering import Item, Section, Sheet, letter_sheet, sheet_beside
from candidacy.domain.resume import Resume
from candidacy.domain.tailoring.interview import Preparation
from candidacy.infrastructure.rendering import RenderProcesses


class PaperFormat(StrEnum):
    """What a letter or notes can be written as."""

    PDF = "pdf"
    DOCX = "docx"
    TXT = "txt"


class Written(NamedTuple):
    """A file to be downloaded."""

    data: bytes
    media_type: str


async def letter_file(
    kind: PaperFormat,
    resume: Resume,
    subject: str,
    text: str,
    language: str,
    renderer: RenderProcesses,
    made: datetime,
) -> Written:
    """A letter under the head of the CV; as plain text it is the text alone."""
    if kind is PaperFormat.TXT:
        return _plain(f"{text}\n")
    return await _set(letter_sheet(resume, subject, text, language), kind, renderer, made)


async def interview_file(
    kind: PaperFormat,
    resume: Resume,
    found: Preparation,
    about: str,
    renderer: RenderProcesses,
    made: datetime,
) -> Written:
    """Notes for an interview, a section for each chapter."""
    if kind is PaperFormat.TXT:
        return _plain("\n".join(_lines(found, about)))
    sections = [
        Section(
            "projects",
            chapter.title,
            items=tuple(Item(title=q.text, bullets=q.prompts) for q in chapter.questions),
        )
        for chapter in found.chapters
    ]
    return await _set(sheet_beside(resume, about, sections, found.language), kind, renderer, made)


async def _set(sheet: Sheet, kind: PaperFormat, renderer: RenderProcesses, made: datetime) -> Written:
    into = rendering.Format(kind.value)
    file = await renderer.render_sheet(
        sheet, into, theme=rendering.DEFAULT_THEME, paper=rendering.Paper.A4, made=made
    )
    return Written(file.data, into.media_type)


def _plain(text: str) -> Written:
    return Written(text.encode(errors="replace"), "text/plain; charset=utf-8")


def _lines(found: Preparation, about: str) -> Iterator[str]:
    yield about
    for chapter in found.chapters:
        yield from ("", chapter.title.upper())
        for question in chapter.questions:
            yield from ("", question.text, *(f"  - {prompt}" for prompt in question.prompts))
    yield ""


def file_name(*parts: str) -> str:
    """A name for a file, of the words it is about."""
    return re.sub(r"[^\w.-]+", "-", "-".join(parts)).strip("-.") or "letter"
