"""candidacy import takes over what other programs wrote."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from candidacy.domain.exchange.json_resume import faults
from tests.cli.running import Ended, call

TABLES = {
    "Profile.csv": "First Name,Last Name,Headline,Birth Date\nAda,Lovelace,Analyst,1815\n",
    "Positions.csv": "Company Name,Title,Started On\nEngines,Programmer,Mar 2019\n",
    "Connections.csv": "First Name\nCharles\n",
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, text in TABLES.items():
            made.writestr(name, text)
    path = tmp_path / "export.zip"
    path.write_bytes(buffer.getvalue())
    return path


@pytest.fixture
def candidacy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.setenv("CANDIDACY_HOME", str(tmp_path / "home"))

    def command(*arguments: str | Path) -> Ended:
        return call(capfd, ["import", *arguments])

    return command


def test_import_prints_one_json_resume(candidacy: Any, archive: Path) -> None:
    ended = candidacy(archive, "--json")

    assert ended.code == 0
    assert list(faults(ended.value)) == []
    assert ended.value["basics"]["name"] == "Ada Lovelace"
    assert ended.value["work"] == [{"name": "Engines", "position": "Programmer", "startDate": "2019-03"}]


def test_what_was_not_taken_over_is_said_on_standard_error(candidacy: Any, archive: Path) -> None:
    ended = candidacy(archive)

    assert json.loads(ended.out)["basics"]["label"] == "Analyst"
    assert "/profile/0/birth date: 1815" in ended.err
    assert "/Connections.csv" in ended.err


def test_import_writes_the_file_of_a_third_program(candidacy: Any, archive: Path, tmp_path: Path) -> None:
    ended = candidacy(archive, "--as", "rendercv", "-o", tmp_path / "cv.yaml")

    assert (ended.code, ended.out) == (0, "")
    assert "company: Engines" in (tmp_path / "cv.yaml").read_text()


def test_a_file_that_is_none_of_them_fails_with_one_line(candidacy: Any, tmp_path: Path) -> None:
    (tmp_path / "cv.txt").write_text("Ada Lovelace")

    ended = candidacy(tmp_path / "cv.txt")

    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)


def test_an_unknown_format_is_refused_before_anything_is_read(candidacy: Any) -> None:
    ended = candidacy("nowhere.zip", "--as", "wordstar")

    assert (ended.code, "Choose one of" in ended.err) == (1, True)
