"""The formats that can be written, each with what it cannot hold."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from candidacy.domain.exchange.errors import NoSuchExport
from candidacy.domain.exchange.importing import import_resume
from candidacy.domain.exchange.values import Exported, Format, Lost
from candidacy.domain.resume import Resume
from candidacy.domain.resume.pointer import leaves, split


@dataclass(frozen=True, slots=True)
class Export:
    """How a format is written, and what its files are called."""

    media_type: str
    suffix: str
    write: Callable[[Resume], bytes]


def _json_resume(resume: Resume) -> bytes:
    from candidacy.domain.exchange.json_resume import to_official

    return json.dumps({"basics": {}} | to_official(resume), ensure_ascii=False, indent=2).encode()


def _rendercv(resume: Resume) -> bytes:
    from candidacy.domain.exchange.rendercv import to_rendercv

    return to_rendercv(resume)


def _reactive_resume(resume: Resume) -> bytes:
    from candidacy.domain.exchange.reactive_resume import to_reactive_resume

    return to_reactive_resume(resume)


def _europass(resume: Resume) -> bytes:
    from candidacy.domain.exchange.europass import to_europass

    return to_europass(resume)


EXPORTS: dict[Format, Export] = {
    Format.JSON_RESUME: Export("application/json", "json", _json_resume),
    Format.RENDERCV: Export("application/yaml", "yaml", _rendercv),
    Format.REACTIVE_RESUME: Export("application/json", "json", _reactive_resume),
    Format.EUROPASS: Export("application/xml", "xml", _europass),
}
"""LinkedIn takes no file in, so there is none for it."""


def export_resume(resume: Resume, to: Format) -> Exported:
    """The file. What it cannot hold is found by reading it back, so that nothing is lost unsaid.

    Raises NoSuchExport for a format that is only read.
    """
    export = EXPORTS.get(to)
    if export is None:
        raise NoSuchExport(f"{to.label} takes no file in. Choose one of {', '.join(EXPORTS)}.")
    data = export.write(resume)
    return Exported(to, data, tuple(missing(resume, import_resume(data).resume)))


def missing(before: Resume, after: Resume) -> Iterator[Lost]:
    """The values of ``before`` that ``after`` does not have in the same section."""
    kept = Counter((split(path)[0], value) for path, value in leaves(after.to_json_resume()))
    for path, value in leaves(before.to_json_resume()):
        place = split(path)[0], value
        if kept[place] > 0:
            kept[place] -= 1
        elif value.strip():
            yield Lost(path, value)
