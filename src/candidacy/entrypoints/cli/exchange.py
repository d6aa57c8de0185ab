"""import: a file of another program as JSON Resume, or as the file of a third."""

import sys
from pathlib import Path

from candidacy.domain.exchange import EXPORTS, Format, Lost, NoSuchExport, export_resume
from candidacy.entrypoints.cli.engine import Engine
from candidacy.entrypoints.cli.inputs import Item
from candidacy.entrypoints.cli.output import failing_clearly, print_json, tell, write_file


def import_file(archive: Path, *, to: str, output: Path | None, as_json: bool) -> None:
    """Print the CV of ``archive`` in the form ``to``, and say on standard error what was lost on the way."""
    with Engine() as engine, failing_clearly():
        target = format_of(to)
        imported = engine.reader.import_resume_sync(Item(id=str(archive), path=archive).load())
        exported = export_resume(imported.resume, target)
        if output is not None:
            write_file(output, exported.data)
        elif as_json and target is Format.JSON_RESUME:
            from candidacy.domain.exchange.json_resume import to_official

            print_json(to_official(imported.resume))
        else:
            sys.stdout.buffer.write(exported.data.rstrip(b"\n") + b"\n")
            sys.stdout.buffer.flush()
    _tell_lost(f"Not taken over from {imported.format.label}", imported.lost)
    _tell_lost(f"{target.label} has no place for", exported.lost)
    if output is not None:
        tell(f"{imported.format.label} was read, and {target.label} written to {output}.")


def format_of(name: str) -> Format:
    """The format to write. Raises NoSuchExport."""
    wanted = name.lower().replace("-", "_")
    if wanted not in EXPORTS:
        raise NoSuchExport(f"There is no format {name}. Choose one of {', '.join(EXPORTS)}.")
    return Format(wanted)


def _tell_lost(what: str, lost: tuple[Lost, ...]) -> None:
    for one in lost:
        tell(f"{what}: {one.path}: {' '.join(one.value.split())[:100]}")
