"""How pages are delivered: light, and with nothing in them that a strict content policy forbids."""

import base64
import hashlib
import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.e2e.conftest import HERE, Filled, NewContext
from tests.e2e.delivery import BUDGET, sent_by
from tests.e2e.serving import Server

PATHS = [
    "/",
    "/cvs",
    "/cvs/{cv}",
    "/cvs/{cv}/review",
    "/postings",
    "/postings/{posting}",
    "/matches/{match}",
    "/tracker",
    "/tracker?view=funnel",
]


@pytest.mark.parametrize("path", PATHS)
async def test_a_first_load_is_at_most_80_kilobytes(
    path: str, filled: Filled, new_context: NewContext
) -> None:
    """Of what the application sends; the picture of somebody's document is not counted."""
    page = await (await new_context()).new_page()

    assert await sent_by(page, address(path, filled)) <= BUDGET


@pytest.mark.parametrize("path", [*PATHS, "/postings/{posting}/ranking", "/nowhere", "/docs"])
def test_a_page_has_no_script_and_no_style_of_its_own(path: str, filled: Filled, server: Server) -> None:
    html = server.api.get(address(path, filled), headers={"Accept": "text/html"}).text
    nodes = LexborHTMLParser(html).css("*")

    assert [n.html for n in nodes if n.tag == "style" or "style" in n.attributes] == []
    assert [n.html for n in nodes if n.tag == "script" and not n.attributes.get("src")] == []
    assert [n.html for n in nodes if any(name.startswith("on") for name in n.attributes)] == []


def test_axe_is_the_one_that_was_vendored() -> None:
    manifest = json.loads((HERE / "vendor" / "vendor.json").read_text())
    for package in manifest.values():
        for name, entry in package["files"].items():
            digest = hashlib.sha384((HERE / "vendor" / name).read_bytes()).digest()
            assert entry["sha384"] == "sha384-" + base64.b64encode(digest).decode()


def address(path: str, filled: Filled) -> str:
    return path.format(cv=filled.cv, posting=filled.posting, match=filled.match)
