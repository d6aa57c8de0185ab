"""candidacy render writes what it promises, and says clearly when it cannot."""

import json
from pathlib import Path
from typing import Any

import pytest

from candidacy.domain.rendering.tests.resumes import resume_number
from tests.cli.running import Ended, call


@pytest.fixture
def candidacy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CANDIDACY_HOME", str(tmp_path / "home"))
    (tmp_path / "resume.json").write_text(json.dumps(resume_number(1).to_json_resume()))

    def command(*arguments: str) -> Ended:
        return call(capfd, arguments)

    return command


@pytest.mark.parametrize(
    ("name", "pages", "start"),
    [
        ("cv.pdf", 2, b"%PDF-"),
        ("cv.DOCX", None, b"PK"),
        ("cv.html", None, b"<!DOCTYPE"),
        ("cv.md", None, b"# "),
        ("cv.json", None, b"{"),
    ],
)
def test_cv_023_render_writes_the_format_of_the_ending(
    candidacy: Any, tmp_path: Path, name: str, pages: int | None, start: bytes
) -> None:
    ended = candidacy("render", "resume.json", "-o", name, "--json")

    assert (ended.code, set(ended.value)) == (0, {"file", "pages", "seconds"})
    assert (ended.value["file"], ended.value["pages"]) == (name, pages)
    assert (tmp_path / name).read_bytes().startswith(start)


def test_cv_023_themes_are_listed_and_chosen(candidacy: Any, tmp_path: Path) -> None:
    themes = [theme["name"] for theme in candidacy("render", "--list-themes", "--json").value["themes"]]

    files = set()
    for theme in themes:
        candidacy("render", "resume.json", "-o", f"{theme}.pdf", "--theme", theme, "--paper", "letter")
        files.add((tmp_path / f"{theme}.pdf").read_bytes())

    assert len(themes) == len(files) == 6


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["resume.json", "-o", "cv.odt"], "no format 'odt'"),
        (["resume.json", "-o", "cv"], "no ending"),
        (["resume.json", "-o", "cv.pdf", "--theme", "baroque"], "no theme 'baroque'"),
        (["resume.json", "-o", "nowhere/cv.pdf"], "cannot be written"),
        (["resume.json", "-o", "cv.pdf", "--fonts", "nowhere"], "no folder nowhere"),
        (["nothing.json", "-o", "cv.pdf"], "no file nothing.json"),
        (["broken.json", "-o", "cv.pdf"], "not valid JSON"),
        (["list.json", "-o", "cv.pdf"], "not a JSON Resume"),
    ],
)
def test_what_cannot_be_rendered_is_one_line_and_exit_code_1(
    candidacy: Any, tmp_path: Path, arguments: list[str], reason: str
) -> None:
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "list.json").write_text("[]")

    ended = candidacy("render", *arguments)

    assert ended.code == 1
    assert reason in ended.err
    assert len(ended.err.strip().splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["resume.json"], ["resume.json", "-o", "a.pdf", "--paper", "a3"]])
def test_wrong_usage_is_exit_code_2(candidacy: Any, arguments: list[str]) -> None:
    assert candidacy("render", *arguments).code == 2


def test_a_file_that_was_there_stays_when_rendering_fails(candidacy: Any, tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").write_text("old")
    (tmp_path / "resume.json").write_text('{"basics": {"name": "日本"}}')

    ended = candidacy("render", "resume.json", "-o", "cv.pdf")

    assert ended.code == 1
    assert (tmp_path / "cv.pdf").read_text() == "old"
