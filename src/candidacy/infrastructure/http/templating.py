"""Pages: Jinja templates of the base and of each slice, with what every page needs at hand."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context
from starlette.responses import HTMLResponse

from candidacy.infrastructure.languages import LANGUAGES, Languages, current_language
from candidacy.infrastructure.languages.current import (
    say_date,
    say_day,
    say_duration,
    say_moment,
    say_number,
    say_size,
)


class Pages:
    """Renders templates; ``directories`` are searched in order; names lead with the slice: cvs/show.html."""

    def __init__(
        self, directories: Sequence[Path], globals_: dict[str, Any], languages: Languages | None = None
    ) -> None:
        self.languages = languages or Languages(())
        self._environment = environment(directories, self.languages)
        self.globals = self._environment.globals
        self.globals.update(globals_)

    def render(self, name: str, request: Request | None = None, **context: Any) -> str:
        return self._environment.get_template(name).render(request=request, **context)

    def respond(self, name: str, request: Request, *, status: int = 200, **context: Any) -> HTMLResponse:
        return HTMLResponse(self.render(name, request, **context), status, {"Cache-Control": "no-store"})


def environment(directories: Sequence[Path], languages: Languages) -> Environment:
    """Jinja with ``_``, ``trans`` and the filters translate, date, day, moment, number, size, duration."""
    made = Environment(
        loader=FileSystemLoader([str(d) for d in directories]),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined] # The extension has it.
        languages.gettext,
        languages.ngettext,
        newstyle=True,
        pgettext=languages.pgettext,
        npgettext=languages.npgettext,
    )
    made.globals.update(language=current_language, languages=LANGUAGES)
    said: dict[str, Callable[..., Any]] = {
        "translate": _translation(languages),
        "date": say_date,
        "day": say_day,
        "moment": say_moment,
        "number": say_number,
        "size": say_size,
        "duration": say_duration,
    }
    made.filters.update({name: _when_shown(say) for name, say in said.items()})
    return made


def _translation(languages: Languages) -> Callable[[Any], Any]:
    """Says a sentence of the code. What is markup came out of a catalog already, and stays what it is."""
    return lambda text: (
        languages.translate(text) if isinstance(text, str) and not hasattr(text, "__html__") else text
    )


def _when_shown(say: Callable[..., Any]) -> Callable[..., Any]:
    """Jinja works out a filter of a constant once for all readers, unless the filter wants the context."""

    @pass_context
    def filtered(_: Context, *given: Any, **named: Any) -> Any:
        return say(*given, **named)

    return filtered
