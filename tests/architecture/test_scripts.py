"""Scripts share ``words.js`` by an import, which has no digest: it is asked for again each time."""

import re
from pathlib import Path

import httpx
import pytest

from candidacy.entrypoints.app import ImmutableFiles
from candidacy.entrypoints.templates import web_folder

IMPORT = re.compile(r"""^\s*(?:import|export)\b[^;]*?["']([^"']+)["'];""", re.MULTILINE)
SCRIPTS = sorted((web_folder("static") / "js").glob("*.js"))
TEMPLATES = sorted(web_folder("").parent.glob("**/templates/**/*.html"))


def imported(script: Path) -> list[str]:
    return IMPORT.findall(script.read_text())


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_an_import_names_a_script_beside_it_without_a_query(script: Path) -> None:
    wrong = [name for name in imported(script) if not re.fullmatch(r"\./[a-z-]+\.js", name)]
    absent = [name for name in imported(script) if not (script.parent / name).is_file()]

    assert (wrong, absent) == ([], [])


def test_what_scripts_import_is_loaded_at_one_address_only() -> None:
    shared = {f"js/{name.removeprefix('./')}" for script in SCRIPTS for name in imported(script)}
    named = {name for file in TEMPLATES for name in re.findall(r"static\('([^']+)'\)", file.read_text())}

    assert shared & named == set()


async def test_what_scripts_import_is_asked_for_again_and_sent_once() -> None:
    transport = httpx.ASGITransport(ImmutableFiles(directory=web_folder("static")))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        first = await http.get("/js/words.js")
        again = await http.get("/js/words.js", headers={"if-none-match": first.headers["etag"]})

    assert (first.status_code, first.headers["cache-control"]) == (200, "no-cache")
    assert (again.status_code, again.headers["cache-control"], again.content) == (304, "no-cache", b"")
