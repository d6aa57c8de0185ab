"""Rules of our own that no linter knows, read from the syntax tree.

* ``commit``: no ``commit()`` or ``rollback()`` outside ``infrastructure.postgres`` and ``testing``; the
  boundary of a request or a job ends the transaction. Escape: ``# rule: own-transaction``.
* ``owned``: a ``select()`` on a model that has an owner starts from the repository's owned statement; only
  a repository's ``__init__``, or a ``cached_property`` of it, may write one out. In features. Escape:
  ``# rule: every-workspace``.
* ``guarded``: every route carries ``requires(...)``, ``requires_detached(...)``, ``signed_in()``,
  ``signed_in_detached()``, ``superusers()``, ``superusers_detached()`` or ``public_route()``, or a name of
  its module that stands for one. No escape.
* ``setting``: no ``SET`` and no ``set_config(..., false)`` for a whole connection, which the next request
  would inherit from the pool; ``SET LOCAL`` and ``set_config(..., true)`` end with it. Migrations
  run on connections that are thrown away. Escape: ``# rule: own-connection``.
* ``upward``: import-linter does not look at imports for annotations alone (``if TYPE_CHECKING``), so that
  tests can name the fixtures they get. In shipped code these go downwards too. No escape.

Run as ``python -m tests.architecture.rules src``; prints ``file:line: rule: message`` and exits 1 on any.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LAYERS = (
    {"kernel"},
    {"domain"},
    {"infrastructure", "ai_agents", "web"},
    {"features"},
    {"entrypoints"},
    {"testing"},
)
GUARDS = frozenset(
    {
        "requires",
        "requires_detached",
        "public_route",
        "signed_in",
        "signed_in_detached",
        "superusers",
        "superusers_detached",
    }
)
_LASTING = re.compile(
    r"\A\s*SET\s+(SESSION\b|ROLE\b|[\w.]+\s*(=|TO\b))|set_config\([^()]*(\([^()]*\)[^()]*)*,\s*false\s*\)"
)
ROUTE_METHODS = frozenset({"get", "post", "put", "patch", "delete", "api_route"})


@dataclass(frozen=True, slots=True)
class Breach:
    """A place where a rule does not hold."""

    path: Path
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.message}"


def check(paths: list[Path]) -> list[Breach]:
    """The breaches in all Python files below ``paths``, tests left out."""
    files = sorted(f for p in paths for f in p.rglob("*.py") if "tests" not in f.parts)
    trees = {f: ast.parse(f.read_text()) for f in files}
    owned = {name for tree in trees.values() for name in owned_models(tree)}
    return [breach for file, tree in trees.items() for breach in check_file(file, tree, owned)]


def check_file(file: Path, tree: ast.Module, owned: set[str]) -> Iterator[Breach]:
    lines = file.read_text().splitlines()
    yield from _commits(file, tree, lines)
    yield from _unowned_selects(file, tree, lines, owned)
    yield from _unguarded_routes(file, tree)
    yield from _lasting_settings(file, tree, lines)
    yield from _upward_annotations(file, tree)


def owned_models(tree: ast.Module) -> set[str]:
    """Names of the ORM classes in ``tree`` that belong to a workspace: they derive from ``Owned``."""
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(isinstance(b, ast.Name) and b.id == "Owned" for b in node.bases)
    }


def _commits(file: Path, tree: ast.Module, lines: list[str]) -> Iterator[Breach]:
    if "testing" in file.parts or ("infrastructure" in file.parts and "postgres" in file.parts):
        return
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"commit", "rollback"}
            and "# rule: own-transaction" not in lines[node.lineno - 1]
        ):
            yield Breach(
                file, node.lineno, "commit", f"{node.func.attr}() belongs to the request's or job's boundary"
            )


def _unowned_selects(file: Path, tree: ast.Module, lines: list[str], owned: set[str]) -> Iterator[Breach]:
    if "features" not in file.parts:
        return
    allowed = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name.endswith("Repository")
        for method in node.body
        if isinstance(method, ast.FunctionDef) and (method.name == "__init__" or _is_cached(method))
        for inner in ast.walk(method)
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "select"):
            continue
        named = {n.id for arg in node.args for n in ast.walk(arg) if isinstance(n, ast.Name)}
        if (
            named & owned
            and id(node) not in allowed
            and "# rule: every-workspace" not in lines[node.lineno - 1]
        ):
            names = ", ".join(sorted(named & owned))
            yield Breach(
                file,
                node.lineno,
                "owned",
                f"start from the repository's owned statement, not select({names})",
            )


def _is_cached(method: ast.FunctionDef) -> bool:
    return any(isinstance(d, ast.Name) and d.id == "cached_property" for d in method.decorator_list)


def _unguarded_routes(file: Path, tree: ast.Module) -> Iterator[Breach]:
    if file.name not in {"api.py", "pages.py"} and not {"api", "pages"} & set(file.parts):
        return
    guards = GUARDS | _names_of_guards(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for decorator in node.decorator_list:
            if _is_route(decorator) and not _is_guarded(decorator, guards):
                yield Breach(
                    file,
                    node.lineno,
                    "guarded",
                    f"{node.name} carries neither requires(...) nor public_route()",
                )


def _is_route(decorator: ast.expr) -> bool:
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr in ROUTE_METHODS
        and isinstance(decorator.func.value, ast.Name)
        and "router" in decorator.func.value.id
    )


def _is_guarded(decorator: ast.expr, guards: frozenset[str]) -> bool:
    return bool({n.id for n in ast.walk(decorator) if isinstance(n, ast.Name)} & guards)


def _names_of_guards(tree: ast.Module) -> frozenset[str]:
    """Module names that stand for a guard: ``READ, WRITE = requires(...), requires(...)``."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.Assign) and _is_all_guards(node.value):
            names |= {n.id for target in node.targets for n in ast.walk(target) if isinstance(n, ast.Name)}
    return frozenset(names)


def _is_all_guards(value: ast.expr) -> bool:
    calls = value.elts if isinstance(value, ast.Tuple) else [value]
    return all(
        isinstance(c, ast.Call) and isinstance(c.func, ast.Name) and c.func.id in GUARDS for c in calls
    )


def _lasting_settings(file: Path, tree: ast.Module, lines: list[str]) -> Iterator[Breach]:
    if "migrations" in file.parts:
        return
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and _LASTING.search(node.value)
            and "# rule: own-connection" not in lines[node.lineno - 1]
        ):
            yield Breach(file, node.lineno, "setting", "set it for the transaction: set_config(..., true)")


def _upward_annotations(file: Path, tree: ast.Module) -> Iterator[Breach]:
    own = _layer([*file.parts[file.parts.index("candidacy") + 1 :]]) if "candidacy" in file.parts else None
    if own is None:
        return
    for node in ast.walk(tree):
        if not (
            isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        ):
            continue
        for inner in ast.walk(node):
            if not isinstance(inner, ast.ImportFrom) or not (inner.module or "").startswith("candidacy."):
                continue
            theirs = _layer((inner.module or "").split(".")[1:])
            if theirs is not None and theirs > own:
                yield Breach(file, inner.lineno, "upward", f"{inner.module} stands above this module")


def _layer(parts: list[str]) -> int | None:
    """The height of a module of ours, by the first part of its name below ``candidacy``."""
    return next((n for n, names in enumerate(LAYERS) if parts and parts[0] in names), None)


def main() -> int:
    breaches = check([Path(argument) for argument in sys.argv[1:]] or [Path("src")])
    for breach in breaches:
        print(breach)  # noqa: T201 - a command that prints
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
