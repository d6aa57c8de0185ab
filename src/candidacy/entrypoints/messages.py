"""Finds what the interface says, and brings the catalogs up to date: ``make messages``.

What is found: the words of templates (``_``, ``trans``), of scripts (``say("…")``), the messages of errors,
and in Python what is marked with ``sentence``. An f-string becomes a pattern: ``Page {0} of {1}``.
"""

import ast
import inspect
import io
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

import candidacy
from candidacy.entrypoints.templates import SLICES, scripts_say
from candidacy.infrastructure.languages import LANGUAGES, SOURCE
from candidacy.kernel.errors import AppError

PACKAGE = Path(candidacy.__file__).parent
WEB = "web"
OWNERS = (WEB, *SLICES)

FOREIGN: dict[str, tuple[str, ...]] = {
    WEB: ("kernel", "infrastructure", "entrypoints"),
    "cvs": ("domain/reading", "domain/resume"),
    "postings": ("domain/postings",),
    "matching": ("domain/matching", "domain/skills"),
    "reviews": ("domain/review",),
    "rendering": ("domain/rendering", "domain/exchange"),
    "tailoring": ("domain/tailoring",),
    "applications": ("domain/applications",),
    "assistant": ("domain/passages", "domain/retrieval", "domain/search"),
    "portfolio": ("domain/portfolio", "domain/pictures"),
    "agents": ("ai_agents",),
    "audit": ("domain/fairness",),
    "files": ("features/jobs",),
}
"""Code below the slices, and the owner on whose pages its sentences stand."""

AT_A_TERMINAL = (
    "entrypoints/backups.py",
    "entrypoints/databases.py",
    "entrypoints/moving.py",
    "entrypoints/ports.py",
    "entrypoints/settings.py",
    "infrastructure/backup",
    "infrastructure/crypto/keyring.py",
    "infrastructure/mail/outbox.py",
    "infrastructure/postgres/embedded",
    "infrastructure/postgres/engine.py",
    "infrastructure/postgres/migrations",
    "infrastructure/redis",
    "infrastructure/storage/local.py",
)
"""Code that speaks to who starts or keeps an installation, at a terminal and in logs: in English."""

YAML_TEXTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "agents": ("ai_agents/prompts/templates/**/*.yaml", ("title", "purpose", "about", "change")),
    "reviews": ("domain/review/**/*.yaml", ("title", "fix", "strength", "advice")),
}
"""Owner to a pattern of data files and the keys in them whose texts are shown."""

SCRIPTS: dict[str, tuple[str, ...]] = {"applications": ("board",), "assistant": ("ask",)}
"""Scripts that only the pages of one owner load. What the others say is in the catalog of the web."""

MARKER = "sentence"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def folder_of(owner: str) -> Path:
    """Where the owner's catalogs lie."""
    return (PACKAGE / WEB if owner == WEB else PACKAGE / "features" / owner) / "locale"


@cache
def messages_of(owner: str) -> Catalog:
    """Everything that this owner says, in English: read, and not changed."""
    found = Catalog(fuzzy=False)
    home = folder_of(owner).parent
    for template in sorted(home.glob("templates/**/*.html")):
        for _, function, said, _ in babel_extract(
            io.BytesIO(template.read_bytes()), list(KEYWORDS), [], {"trimmed": "true", "silent": "false"}
        ):
            _add(found, function, said)
    for script in scripts_of(owner):
        for text in scripts_say()[script]:
            found.add(text)
    for file, tree in modules().items():
        below = any(
            file.is_relative_to(part) for part in (home, *(PACKAGE / n for n in FOREIGN.get(owner, ())))
        )
        if below and not any(file.is_relative_to(PACKAGE / name) for name in AT_A_TERMINAL):
            for text in sentences_of(tree, error_names()):
                found.add(text)
    pattern, keys = YAML_TEXTS.get(owner, ("", ()))
    for file in sorted(PACKAGE.glob(pattern)) if pattern else ():
        for text in _texts(yaml.safe_load(file.read_text()), keys):
            found.add(text)
    return found


def scripts_of(owner: str) -> tuple[str, ...]:
    """The scripts whose words are in this owner's catalog."""
    if owner != WEB:
        return SCRIPTS.get(owner, ())
    elsewhere = {script for scripts in SCRIPTS.values() for script in scripts}
    return tuple(script for script in scripts_say() if script not in elsewhere)


def _add(found: Catalog, function: str, said: str | tuple[str | None, ...] | None) -> None:
    texts = [said] if isinstance(said, str) else [text for text in said or () if isinstance(text, str)]
    if not texts:
        return
    if function == "pgettext":
        found.add(texts[1], context=texts[0])
    elif function == "ngettext":
        found.add((texts[0], texts[1]))
    else:
        found.add(texts[0])


@cache
def modules() -> dict[Path, ast.Module]:
    """The code that is shipped, without its tests; the command line speaks English."""
    files = (
        file for file in sorted(PACKAGE.rglob("*.py")) if not {"tests", "testing", "cli"} & set(file.parts)
    )
    return {file: ast.parse(file.read_text()) for file in files}


@cache
def error_names() -> frozenset[str]:
    """The names of all errors that have a message for people."""
    bases: dict[str, set[str]] = defaultdict(set)
    for tree in modules().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bases[node.name] |= {getattr(base, "id", getattr(base, "attr", "")) for base in node.bases}
    names = {AppError.__name__}
    while more := {name for name, above in bases.items() if above & names} - names:
        names |= more
    return frozenset(names)


def sentences_of(tree: ast.AST, errors: frozenset[str]) -> Iterator[str]:
    """What this module says: error messages, and what is marked."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name in errors:
            yield inspect.cleandoc(ast.get_docstring(node) or "").partition("\n\n::")[0]
        elif isinstance(node, ast.Call) and node.args:
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name == MARKER or name in errors:
                yield from texts_in(node.args[0])


def texts_in(node: ast.expr) -> Iterator[str]:
    """The text of a literal or of an f-string with its places numbered; of both ways of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts_in(node.body)
        yield from texts_in(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        made, place = "", 0
        for value in node.values:
            if isinstance(value, ast.Constant):
                made += str(value.value)
            else:
                made += f"{{{place}{'!s' if getattr(value, 'conversion', -1) == ord('s') else ''}}}"
                place += 1
        yield made


def _texts(data: object, keys: tuple[str, ...]) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in keys and isinstance(value, str):
                yield " ".join(value.split())
            elif key in keys and isinstance(value, list) and all(isinstance(one, str) for one in value):
                yield from value
            else:
                yield from _texts(value, keys)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value, keys)


def bring_up_to_date(owner: str, language: str) -> tuple[Catalog, int]:
    """The owner's catalog with every message and none besides, and how many are not translated."""
    file = folder_of(owner) / f"{language}.po"
    known = Catalog(locale=language, fuzzy=False)
    if file.is_file():
        with file.open("rb") as opened:
            known = read_po(opened, locale=language)
    made = Catalog(locale=language, fuzzy=False, charset="utf-8")
    missing = 0
    for message in messages_of(owner):
        if not message.id:
            continue
        before = known.get(message.id, message.context)
        said = before.string if before is not None and before.id == message.id else None
        missing += not (all(said) if isinstance(said, tuple) else said)
        made.add(message.id, said, context=message.context)
    return made, missing


def written(catalog: Catalog) -> bytes:
    """The catalog as a file, the same for the same messages."""
    out = io.BytesIO()
    write_po(out, catalog, omit_header=True, sort_output=True, width=0)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    head += f'"Language: {catalog.locale}\\n"\n'
    plurals = f'"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    return (head + plurals).encode() + out.getvalue()


def main(owners: list[str]) -> None:
    """Bring the catalogs of these owners up to date, of all where none is named."""
    for owner in owners or OWNERS:
        for language in (code for code in LANGUAGES if code != SOURCE):
            catalog, missing = bring_up_to_date(owner, language)
            if len(catalog) == 0:
                continue
            folder_of(owner).mkdir(exist_ok=True)
            (folder_of(owner) / f"{language}.po").write_bytes(written(catalog))
            sys.stdout.write(f"{owner}/{language}: {len(catalog)} messages, {missing} not translated\n")


if __name__ == "__main__":
    main(sys.argv[1:])
