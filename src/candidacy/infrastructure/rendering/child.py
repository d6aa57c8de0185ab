"""The renderer's side: Resumes in, files out, one after the other, until the service closes the pipe.

It is asked for nothing but what our own code sends, and reads no files but the package's and the fonts; its
limits are for Resumes that take more memory or time than anybody's.
"""

import io
import resource
import sys
from contextlib import suppress
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from PIL import Image
from pydantic import TypeAdapter

from candidacy.domain.rendering import Format, Paper, Renderer, Sheet, theme_named
from candidacy.domain.resume import Resume
from candidacy.infrastructure.rendering import wire
from candidacy.kernel.errors import AppError

_MEMORY = 1 << 30
_PICTURE_QUALITY = 82
_SHEET = TypeAdapter(Sheet)


def main(stream_in: BinaryIO, stream_out: BinaryIO, font_folder: str | None) -> None:
    """Answer until the pipe is closed."""
    # What its libraries take is not taken from the memory of a document.
    import_module("typst")
    _confine()
    renderer = Renderer([Path(font_folder)] if font_folder else [])
    with suppress(wire.Closed):
        while True:
            request, _ = wire.receive(stream_in)
            answer, data = _answer(renderer, request)
            wire.send(stream_out, answer, data)


def _answer(renderer: Renderer, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    try:
        theme, paper = theme_named(request["theme"]), Paper(request["paper"])
        if request["what"] == "picture":
            return {}, _webp(renderer.picture(Resume.model_validate(request["resume"]), theme, paper))
        kind, made = Format(request["format"]), datetime.fromisoformat(request["made"])
        if request["what"] == "sheet":
            sheet = _SHEET.validate_python(request["sheet"])
            file = renderer.render_sheet(sheet, kind, made=made, theme=theme, paper=paper)
        else:
            resume = Resume.model_validate(request["resume"])
            file = renderer.render(resume, kind, made=made, theme=theme, paper=paper)
    except AppError as error:
        return {"error": error.code, "message": error.message}, b""
    return {"pages": file.pages, "warnings": file.warnings}, file.data


def _webp(png: bytes) -> bytes:
    buffer = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        image.convert("RGB").save(buffer, "WEBP", quality=_PICTURE_QUALITY)
    return buffer.getvalue()


def _confine() -> None:
    """Write no files, leave no core, and take no more memory than a large document needs."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + _MEMORY, used + _MEMORY))
