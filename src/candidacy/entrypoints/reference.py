"""The generated pages of docs/reference, and .env.example: what the code says of itself.

``python -m candidacy.entrypoints.reference [ROOT]`` makes them; a test holds them to the code.
"""

import contextlib
import importlib
import inspect
import io
import json
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from pydantic import BaseModel
from pydantic.fields import FieldInfo

import candidacy
from candidacy.ai_agents.prompts import library
from candidacy.entrypoints import clients
from candidacy.entrypoints.app import create_app
from candidacy.entrypoints.cli.main import app as cli
from candidacy.entrypoints.settings import Settings, variable_name
from candidacy.infrastructure.http.dependencies import PUBLIC, ROUTE_MARK, SIGNED_IN, SUPERUSER
from candidacy.kernel.errors import AppError
from candidacy.kernel.permissions import Permission, Role, permissions_of

NOTE = "<!-- Made by `python -m candidacy.entrypoints.reference`; change the code and make it again. -->\n"
WIDTH = 100
HOME = "this user's data folder"


def pages() -> dict[str, str]:
    """What is generated, by path from the root of the repository."""
    app = create_app(Settings(home=Path("/nowhere")))
    return {
        "docs/reference/settings.md": _settings_page(),
        "docs/reference/cli.md": _cli_page(),
        "docs/reference/errors.md": _errors_page(),
        "docs/reference/permissions.md": _permissions_page(app),
        "docs/reference/prompts.md": _prompts_page(),
        "docs/reference/openapi.json": _openapi(app),
        **clients.files(app.openapi()),
        ".env.example": _env_example(),
    }


def _page(title: str, introduction: str, body: str) -> str:
    return f"# {title}\n\n{NOTE}\n{introduction}\n\n{body}\n"


def _table(columns: list[str], rows: Iterator[list[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in lines)


def settings_fields() -> Iterator[tuple[str, str, FieldInfo]]:
    """Group, variable and field of each setting."""
    for name, field in Settings.model_fields.items():
        nested = field.annotation
        if isinstance(nested, type) and issubclass(nested, BaseModel):
            for inner, inner_field in nested.model_fields.items():
                yield name, variable_name((name, inner)), inner_field
        else:
            yield "general", variable_name((name,)), field


def _default(field: FieldInfo) -> str:
    """The default as the environment would say it."""
    if field.default_factory is not None:
        return HOME
    value = field.default
    if value is None:
        return ""
    return json.dumps(value) if isinstance(value, tuple | bool) else str(value)


def _settings_page() -> str:
    groups: dict[str, list[list[str]]] = {}
    for group, variable, field in settings_fields():
        default = _default(field)
        shown = default if default in {"", HOME} else f"`{default}`"
        groups.setdefault(group, []).append([f"`{variable}`", shown, field.description or ""])
    parts = [
        f"## {group.capitalize()}\n\n{_table(['Variable', 'Default', 'Meaning'], iter(rows))}"
        for group, rows in groups.items()
    ]
    introduction = (
        "All settings come from the environment. A variable that is wrong or unknown stops the start and is "
        "named. Lists are JSON. With `_FILE` behind its name a variable names a file that holds the value: "
        "`DATABASE_URL_FILE=/run/secrets/database`."
    )
    return _page("Settings", introduction, "\n\n".join(parts))


def _env_example() -> str:
    parts = ["# Every setting with its default. Nothing reads this file by itself: use it as `--env-file`,"]
    parts.append(
        "# as EnvironmentFile= of systemd, or with `set -a; . ./.env`. With _FILE behind its name a variable"
    )
    parts.append(
        "# names a file that holds the value: CANDIDACY_CRYPTO__SECRETS_FILE=/run/secrets/candidacy.\n"
    )
    for _, variable, field in settings_fields():
        default = _default(field)
        parts.append(f"# {field.description}\n# {variable}={'' if default == HOME else default}\n")
    return "\n".join(parts)


def command_names(command: Any, *before: str) -> Iterator[tuple[str, ...]]:
    """The words of every command, groups first."""
    yield before
    for name, inner in getattr(command, "commands", {}).items():
        yield from command_names(inner, *before, name)


def _cli_page() -> str:
    command: Any = typer.main.get_command(cli)
    parts = []
    for words in command_names(command):
        with contextlib.redirect_stdout(io.StringIO()) as shown:
            command.main([*words, "--help"], "candidacy", standalone_mode=False, terminal_width=WIDTH)
        parts.append(f"## {' '.join(('candidacy', *words))}\n\n```\n{shown.getvalue().strip()}\n```")
    introduction = (
        "Each command prints a table for a person and, with `--json`, one JSON value. Logs and progress go "
        "to standard error. Exit code 0: done; 1: the input could not be used, with the reason in one line; "
        "2: wrong usage."
    )
    return _page("Command line", introduction, "\n\n".join(parts))


def error_classes() -> list[type[AppError]]:
    """Every error of the shipped package, by status and code."""
    for module in pkgutil.walk_packages(candidacy.__path__, "candidacy."):
        if not {"tests", "testing", "versions", "env"} & set(module.name.split(".")):
            importlib.import_module(module.name)
    found, new = set[type[AppError]](), {AppError}
    while new:
        found |= new
        new = {sub for error in new for sub in error.__subclasses__()} - found
    shipped = (e for e in found if not {"tests", "testing"} & set(e.__module__.split(".")))
    return sorted(shipped, key=lambda error: (error.status, error.code, error.__name__))


def _errors_page() -> str:
    rows = (
        [f"`{error.code}`", str(error.status), " ".join(inspect.cleandoc(error.__doc__ or "").split())]
        for error in error_classes()
        if "code" in vars(error)
    )
    introduction = (
        "Every error body is `application/problem+json` (RFC 9457) with a `code` that never changes, and "
        "the `request_id` that stands in the log. Besides these, `invalid_payload` (422) names in `errors` "
        "what is wrong where. The command line prints the same sentences."
    )
    return _page("Errors", introduction, _table(["Code", "Status", "Meaning"], rows))


def _prompts_page() -> str:
    templates = [template for name in library().ids for template in library().versions(name)]
    rows = (
        [
            f"`{t.id}`",
            str(t.version),
            t.metadata.purpose,
            ", ".join(f"`{name}`{'' if v.trust == 'ours' else '*'}" for name, v in t.variables.items()),
            f"`{t.digest[:12]}`",
        ]
        for t in templates
    )
    introduction = (
        "What language models are told, with every version that ships. A variable with * is text that others "
        "wrote: it is fenced as data and never stands in the system part. The digest changes with anything "
        "that reaches a model; results name prompt and version."
    )
    return _page("Prompts", introduction, _table(["Prompt", "Version", "For", "Variables", "Digest"], rows))


def _permissions_page(app: FastAPI) -> str:
    columns = ["Permission", *(role.value for role in Role)]
    rows = (
        [f"`{permission.value}`", *("yes" if permission in permissions_of(role) else "" for role in Role)]
        for permission in Permission
    )
    introduction = "What a role may do in its workspace. What is not listed is refused."
    return _page("Permissions", introduction, f"{_table(columns, rows)}\n\n{_routes_section(app)}")


def _routes_section(app: FastAPI) -> str:
    introduction = (
        "Every route with the least role that may call it, and the scope that an API key needs besides. A "
        "key may never more than its person. Making a workspace and joining one takes a person, whatever "
        "the scope."
    )
    columns = ["Route", "Least role", "Scope of a key"]
    return f"## Routes\n\n{introduction}\n\n{_table(columns, iter(_routes(app)))}"


def _routes(app: FastAPI) -> list[list[str]]:
    """Each route of the application, by address and method, pages too."""
    found = {
        (str(context.path), method): getattr(depends.dependency, ROUTE_MARK)
        for context in iter_route_contexts(app.routes)
        for method in context.methods or ()
        for depends in getattr(context, "dependencies", None) or ()
        if hasattr(depends.dependency, ROUTE_MARK)
    }
    return [[f"`{method} {path}`", *_who(mark)] for (path, method), mark in sorted(found.items())]


def _who(mark: str) -> tuple[str, str]:
    if mark == PUBLIC:
        return "anybody", "none needed"
    if mark == SIGNED_IN:
        return "whoever is signed in", "keys are refused"
    if mark == SUPERUSER:
        return "who runs the installation", "keys are refused"
    least = next(role for role in Role if Permission(mark) in permissions_of(role))
    return least.value, f"`{mark}`"


def _openapi(app: FastAPI) -> str:
    return json.dumps(app.openapi(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def main(root: Path) -> None:
    """Write every page below ``root``."""
    for name, text in pages().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path())
