"""taxonomy import, show, reset: the taxonomy of this installation."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from candidacy.domain.skills import load_seed
from candidacy.domain.skills.importers import import_folder as import_files
from candidacy.domain.skills.importers import read_taxonomy, write_taxonomy
from candidacy.entrypoints.cli.inputs import NoSuchFile
from candidacy.entrypoints.cli.output import failing_clearly, print_json, print_table, progress, tell
from candidacy.entrypoints.home import taxonomy_file
from candidacy.kernel.errors import TooLarge

KINDS = frozenset({".csv", ".txt", ".md"})
MAX_FILE = 200_000_000


def import_folder(folder: Path, *, as_json: bool) -> None:
    """Read the folder's files, merge them, and keep the result for every later command and the service."""
    with failing_clearly():
        imported = import_files(load_files(folder))
        write_taxonomy(taxonomy_file(), imported, on=datetime.now(UTC).date())
    if as_json:
        answer: dict[str, Any] = {
            "sources": [asdict(s) for s in imported.sources],
            "used": dict(imported.used),
            "skipped": dict(imported.skipped),
            "file": str(taxonomy_file()),
        }
        print_json(answer)
        return
    print_table(
        ["Source", "Version", "Concepts"],
        ((s.name, s.version or "unknown", s.concepts) for s in imported.sources),
    )
    for name, reason in imported.skipped.items():
        tell(f"Left out {name}: {reason}")
    tell("Merged with what ships with the application. `candidacy taxonomy reset` undoes it.")


def load_files(folder: Path) -> dict[str, bytes]:
    """The text files below a folder, by their path in it."""
    if not folder.is_dir():
        raise NoSuchFile(f"{folder} is not a folder. Unpack the download and name its folder.")
    paths = sorted(
        p for p in folder.rglob("*") if p.is_file() and (p.suffix.lower() in KINDS or p.name == "NOTICE")
    )
    files = {}
    with progress(len(paths), "Reading files") as advance:
        for path in paths:
            if path.stat().st_size > MAX_FILE:
                raise TooLarge(f"{path} is larger than {MAX_FILE // 1_000_000} MB: it is no taxonomy file.")
            files[str(path.relative_to(folder))] = path.read_bytes()
            advance(path.name)
    return files


def show(*, as_json: bool) -> None:
    sources: list[dict[str, Any]] = [{"name": "Candidacy seed", "concepts": len(load_seed())}]
    with failing_clearly():
        if taxonomy_file().exists():
            stored = read_taxonomy(taxonomy_file())
            sources += [asdict(s) | {"imported_on": stored.imported_on.isoformat()} for s in stored.sources]
    if as_json:
        print_json({"sources": sources})
    else:
        print_table(
            ["Source", "Version", "Concepts", "Imported"],
            ((s["name"], s.get("version") or "", s["concepts"], s.get("imported_on", "")) for s in sources),
        )


def reset() -> None:
    if taxonomy_file().exists():
        taxonomy_file().unlink()
        tell("The imports are undone.")
    else:
        tell("There was nothing to undo.")
