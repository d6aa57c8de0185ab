"""The commands of the tutorial work, one after the other, against a running service."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.service.processes import serving

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial" / "first-match.md"


def script(url: str) -> str:
    blocks = re.findall(r"^```bash\n(.*?)^```$", TUTORIAL.read_text(), re.MULTILINE | re.DOTALL)
    return "set -euo pipefail\n" + "".join(blocks).replace("http://127.0.0.1:8000", url)


@pytest.mark.skipif(shutil.which("curl") is None, reason="the tutorial needs curl")
@pytest.mark.deep
def test_the_tutorial_goes_from_a_file_to_a_match_and_a_review(open_directory: Path) -> None:
    place = open_directory / "checkout"
    shutil.copytree(ROOT / "docs" / "samples", place / "docs" / "samples")

    with serving(open_directory / "home") as service:
        ended = subprocess.run(
            ["bash", "-c", script(service.url)],
            cwd=place,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        lists = [
            len(service.api.get(f"/api/v1/{name}").json()["items"]) for name in ("cvs", "postings", "matches")
        ]

    assert ended.returncode == 0, ended.stderr
    assert '"status":"succeeded"' in ended.stdout
    assert re.search(r'"score":[0-9.]+,"band":"[a-z]+"', ended.stdout)
    assert re.search(r'"overall_score":[0-9.]+', ended.stdout)
    assert lists == [1, 1, 1]


PAGES = sorted((ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "how-to").glob("*.md")), ids=lambda p: p.name)
def test_every_setting_that_a_guide_names_is_one(page: Path) -> None:
    from candidacy.entrypoints.settings import FOREIGN_VARIABLES, known_variables

    named = set(re.findall(r"\b(?:CANDIDACY_[A-Z_]+|DATABASE_URL)\b", page.read_text(encoding="utf-8")))

    # With _FILE behind its name a variable names a file; the name of the host is read by compose alone.
    named = {name.removesuffix("_FILE") for name in named} - {"CANDIDACY_DOMAIN"}

    assert named <= set(known_variables()) | FOREIGN_VARIABLES | {"CANDIDACY_HOME"}
