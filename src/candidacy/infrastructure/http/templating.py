"""Pages: Jinja templates of the base and of each slice, with what every page needs at hand."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse


class Pages:
    """Renders templates; ``directories`` are searched in order; names lead with the slice: cvs/show.html."""

    def __init__(self, directories: Sequence[Path], globals_: dict[str, Any]) -> None:
        self._environment = Environment(
            loader=FileSystemLoader([str(d) for d in directories]),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(globals_)

    def render(self, name: str, request: Request | None = None, **context: Any) -> str:
        return self._environment.get_template(name).render(request=request, **context)

    def respond(self, name: str, request: Request, *, status: int = 200, **context: Any) -> HTMLResponse:
        return HTMLResponse(self.render(name, request, **context), status, {"Cache-Control": "no-store"})
