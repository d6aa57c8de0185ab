"""Every user story has a test that proves it, and every proof names a story that is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
STORY = re.compile(r"^\| ([A-Z]+-\d{3}) \|", re.MULTILINE)
PROOF = re.compile(r"def test_([a-z]+)_(\d{3})_\w+\(")


def stories() -> list[str]:
    return STORY.findall((ROOT / "docs" / "reference" / "stories.md").read_text(encoding="utf-8"))


def proofs() -> set[str]:
    files = [f for place in ("src", "tests") for f in (ROOT / place).rglob("test_*.py")]
    found = (PROOF.findall(f.read_text(encoding="utf-8")) for f in files)
    return {f"{area.upper()}-{number}" for names in found for area, number in names}


def test_no_story_is_there_twice() -> None:
    assert sorted(stories()) == sorted(set(stories()))


def test_every_story_is_proved() -> None:
    assert set(stories()) - proofs() == set()


def test_every_proof_names_a_story() -> None:
    areas = {story.split("-")[0] for story in stories()}

    assert {p for p in proofs() if p.split("-")[0] in areas} - set(stories()) == set()
