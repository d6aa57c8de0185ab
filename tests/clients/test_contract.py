"""Everything that the client calls is in the OpenAPI document; what is made of that compiles."""

import ast
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from candidacy.entrypoints import clients

ROOT = Path(__file__).parents[2]
DOCUMENT = json.loads((ROOT / "docs" / "reference" / "openapi.json").read_text(encoding="utf-8"))
PARAMETERS = ("method", "path", "ids", "params")


@dataclass(frozen=True, slots=True)
class Found:
    """A call in the client's source."""

    method: str
    path: str
    ids: set[str]
    params: set[str]
    given: set[str]


def _keys(node: ast.expr | None, within: ast.AST) -> set[str]:
    """The keys of a dict, written in place or assigned in the same function."""
    if isinstance(node, ast.Name):
        assigned = (a for a in ast.walk(within) if isinstance(a, ast.Assign))
        node = next(
            a.value for a in assigned if isinstance(a.targets[0], ast.Name) and a.targets[0].id == node.id
        )
    assert node is None or isinstance(node, ast.Dict)
    return {str(ast.literal_eval(key)) for key in node.keys if key is not None} if node else set()


def calls() -> Iterator[Found]:
    tree = ast.parse(clients.asynchronous_source())
    for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)):
        for node in ast.walk(function):
            if not (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Call"
            ):
                continue
            given = dict(zip(PARAMETERS, node.args, strict=False))
            given |= {k.arg: k.value for k in node.keywords if k.arg is not None}
            if isinstance(given["path"], ast.Constant) and isinstance(given["method"], ast.Constant):
                ids, params = (_keys(given.get(name), function) for name in ("ids", "params"))
                yield Found(str(given["method"].value), str(given["path"].value), ids, params, set(given))


CALLS = list(calls())


def _operation(call: Found) -> dict[str, Any]:
    operation: dict[str, Any] = DOCUMENT["paths"][call.path][call.method.lower()]
    return operation


def _named(operation: dict[str, Any], place: str) -> set[str]:
    return {p["name"].lower() for p in operation.get("parameters", ()) if p["in"] == place}


def test_ui_003_the_client_calls_something() -> None:
    assert len(CALLS) > 35


@pytest.mark.parametrize("call", CALLS, ids=lambda call: f"{call.method} {call.path}")
def test_ui_003_each_call_is_described_with_its_parameters(call: Found) -> None:
    operation = _operation(call)

    assert call.ids == set(re.findall(r"{(\w+)}", call.path)) == _named(operation, "path")
    assert call.params <= _named(operation, "query")
    bodies = set(operation.get("requestBody", {}).get("content", {}))
    assert ("json" not in call.given) or "application/json" in bodies
    assert ("files" not in call.given) or "multipart/form-data" in bodies
    assert ("idempotency_key" in call.given) == ("idempotency-key" in _named(operation, "header"))
    assert ("version" not in call.given) or "if-match" in _named(operation, "header")


@pytest.mark.deep
def test_ui_003_the_types_compile(tmp_path: Path) -> None:
    compiler = shutil.which("tsc")
    if compiler is None:
        pytest.skip("there is no tsc; npm install --global typescript brings it")
    types = ROOT / "docs" / "reference" / "candidacy.d.ts"
    program = tmp_path / "use.ts"
    program.write_text(
        f'import type {{ CvOut, Operations }} from "{types.with_suffix("").with_suffix("")}";\n'
        "export const id = (cv: CvOut): string => cv.id;\n"
        'export type Listed = Operations["cvs_list_all"]["response"];\n'
    )

    done = subprocess.run(
        [compiler, "--noEmit", "--strict", "--lib", "es2022,dom", str(program)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.stdout + done.stderr == ""
