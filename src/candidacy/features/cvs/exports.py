"""The files that a CV can be had as: one registry, which every format that is written joins."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import NamedTuple

from candidacy.domain import rendering
from candidacy.domain.exchange import EXPORTS, Format, Lost, NoSuchExport, export_resume
from candidacy.domain.rendering import Paper, Theme
from candidacy.domain.resume import Resume
from candidacy.infrastructure.rendering import RenderProcesses


class ExportFile(NamedTuple):
    """A file to be downloaded."""

    data: bytes
    media_type: str
    suffix: str


class Look(NamedTuple):
    """How a document is set, by whom, and the time that it says it was made at."""

    theme: Theme
    paper: Paper
    renderer: RenderProcesses
    made: datetime


Write = Callable[[Resume, Look], Awaitable[ExportFile]]


def _exchanged(to: Format) -> Write:
    async def write(resume: Resume, _: Look) -> ExportFile:
        data = await asyncio.to_thread(EXPORTS[to].write, resume)
        return ExportFile(data, EXPORTS[to].media_type, EXPORTS[to].suffix)

    return write


def _rendered(kind: rendering.Format) -> Write:
    async def write(resume: Resume, look: Look) -> ExportFile:
        file = await look.renderer.render(resume, kind, theme=look.theme, paper=look.paper, made=look.made)
        return ExportFile(file.data, kind.media_type, kind.value)

    return write


WRITERS: dict[str, Write] = {
    **{to.value: _exchanged(to) for to in EXPORTS},
    **{kind.value: _rendered(kind) for kind in rendering.Format},
}
"""By the name of the format in the address."""

FORMATS = f"One of {', '.join(WRITERS)}"


async def write_file(name: str, resume: Resume, look: Look) -> ExportFile:
    """The file. Raises NoSuchExport for a format that is not written, and the errors of rendering."""
    writer = WRITERS.get(name)
    if writer is None:
        raise NoSuchExport(f"There is no such format to export to. Choose one of {', '.join(WRITERS)}.")
    return await writer(resume, look)


async def lost_by_format(resume: Resume) -> list[tuple[Format, tuple[Lost, ...]]]:
    """What each format of another program has no place for."""

    def compare() -> list[tuple[Format, tuple[Lost, ...]]]:
        return [(to, export_resume(resume, to).lost) for to in EXPORTS]

    return await asyncio.to_thread(compare)


def file_name(candidate: str) -> str:
    """A name for a file, of the candidate's name."""
    return re.sub(r"[^\w.-]+", "-", candidate).strip("-.") or "resume"
