"""Nothing of ours waits for another machine for ever: whoever connects says how long."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "candidacy"
CONNECTS = frozenset(
    {
        "httpx.AsyncClient",
        "httpx.Client",
        "httpx2.AsyncClient",
        "httpx2.Client",
        "smtplib.SMTP",
        "smtplib.SMTP_SSL",
        "socket.create_connection",
        "urllib.request.urlopen",
        "psycopg.connect",
        "psycopg.AsyncConnection.connect",
        "AsyncConnection.connect",
        "Redis.from_url",
        "asyncio.open_connection",
        "anthropic.AsyncClient",
        "openai.AsyncClient",
        "S3Store",
        "GCSStore",
    }
)
LIMITING = ("timeout", "http_client", "client_options", "sock=")
"""What says how long, or is a client, options or a socket of ours that do."""


def endless(tree: ast.Module, source: str) -> Iterator[str]:
    """Calls that connect and say nowhere how long they wait."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in CONNECTS:
            said = ast.get_source_segment(source, node) or ""
            if not any(word in said for word in LIMITING):
                yield f"{node.lineno}: {said}"


def test_ops_213_whoever_connects_says_how_long_it_waits() -> None:
    files = [file for file in SOURCE.rglob("*.py") if not {"tests", "testing"} & set(file.parts)]

    found = {
        str(file.relative_to(SOURCE)): calls
        for file in files
        if (calls := list(endless(ast.parse(source := file.read_text()), source)))
    }

    assert found == {}


def test_ops_213_there_are_such_calls() -> None:
    source = "\n".join(file.read_text() for file in SOURCE.rglob("*.py"))
    used = [name for name in CONNECTS if f"{name}(" in source]

    assert len(used) > 8


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("httpx.Client()", 1),
        ("httpx.Client(timeout=5)", 0),
        ("socket.create_connection(where)", 1),
        ("S3Store(client_options=reach)", 0),
    ],
)
def test_ops_213_a_call_without_a_limit_is_found(code: str, count: int) -> None:
    assert len(list(endless(ast.parse(code), code))) == count
