"""Many inputs in one process, and what a command does to the shell around it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import COMMAND, JOB, LINES, run

CV = "\n".join(LINES)
HEAVY = ["sqlalchemy", "fastapi", "starlette", "uvicorn", "pypdfium2", "lxml", "pydantic", "numpy", "jinja2"]


def test_several_files_folders_and_globs_give_a_line_each_in_order(candidacy: Any, folder: Path) -> None:
    inner = folder / "more" / "deeper"
    inner.mkdir(parents=True)
    (inner / "b.txt").write_text(CV)
    (inner / "a.txt").write_text(CV)
    (inner / "picture.png").write_bytes(b"\x89PNG")

    ended = candidacy("read", "cv.pdf", "broken.pdf", "more", "cv.*x", "nowhere.pdf")

    assert ended.code == 0
    assert [value["id"] for value in ended.values] == [
        "cv.pdf",
        "broken.pdf",
        "more/deeper/a.txt",
        "more/deeper/b.txt",
        "cv.docx",
        "nowhere.pdf",
    ]
    assert [set(value) == {"id", "error"} for value in ended.values] == [
        False,
        True,
        False,
        False,
        False,
        True,
    ]
    assert all(line.startswith("Reading: ") for line in ended.err.splitlines())


def test_a_folder_is_read_on_all_processors_and_its_failures_are_listed_at_the_end(
    candidacy: Any, folder: Path
) -> None:
    many = folder / "many"
    many.mkdir()
    for number in range(70):
        (many / f"{number:02}.txt").write_text(CV.replace("Ada", f"Ada{chr(97 + number % 26)}"))
    (many / "33.txt").write_text("")
    (many / "50.pdf").write_bytes((folder / "broken.pdf").read_bytes())

    ended = candidacy("read", "many")

    assert ended.code == 0, ended.err
    assert [Path(value["id"]).stem for value in ended.values] == sorted(
        [*(f"{number:02}" for number in range(70)), "50"]
    )
    failed = [value for value in ended.values if set(value) == {"id", "error"}]
    assert [value["id"] for value in failed] == ["many/33.txt", "many/50.pdf"]
    assert ended.err.splitlines()[-4:] == [
        "Reading: 71/71",
        "Reading: 2 of 71 failed:",
        *(f"Reading: {value['id']}: {value['error']}" for value in failed),
    ]


def test_json_lines_give_a_line_each_in_order_with_their_own_ids(folder: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": CV}),
        "",
        json.dumps({"id": 7, "path": "cv.pdf"}),
        "no JSON",
        '["a list"]',
        json.dumps({"id": "nothing"}),
        json.dumps({"id": "gone", "path": "nowhere.pdf"}),
        '{"id": "half a letter", "text": "\\ud800 Ada Lovelace"}',
        "[" * 100_000,
        json.dumps({"text": CV}),
    ]

    ended = run("read", "--jsonl", cwd=folder, stdin="\n".join(lines))

    assert ended.code == 0, ended.err
    assert [value["id"] for value in ended.values] == [
        "a",
        7,
        4,
        5,
        "nothing",
        "gone",
        "half a letter",
        9,
        10,
    ]
    failed = [value["id"] for value in ended.values if set(value) == {"id", "error"}]
    assert failed == [4, 5, "nothing", "gone", 9]
    assert all(value["error"] for value in ended.values if "error" in value)


def test_json_lines_that_are_not_utf_8_do_not_stop_the_others(folder: Path) -> None:
    ended = run(
        "skills", "--jsonl", cwd=folder, stdin=b'{"id": 1, "text": "caf\xe9"}\n{"id": 2, "text": "Python"}\n'
    )

    assert [set(value) for value in ended.values] == [{"id", "error"}, {"id", "skills"}]


@pytest.mark.parametrize("command", ["skills", "posting", "review"])
def test_the_other_commands_take_json_lines_too(candidacy: Any, command: str) -> None:
    stdin = "\n".join(json.dumps({"id": n, "text": text}) for n, text in enumerate([CV, "", JOB]))

    ended = candidacy(command, "--jsonl", stdin=stdin)

    assert ended.code == 0
    assert [value["id"] for value in ended.values] == [0, 1, 2]


def test_match_takes_pairs_as_json_lines(candidacy: Any) -> None:
    pairs = [
        {"id": 1, "cv": {"text": CV}, "posting": {"text": JOB}},
        {"id": 2, "cv": {"path": "cv.pdf"}, "posting": {"path": "job.txt"}},
        {"id": 3, "cv": {"path": "cv.pdf"}},
        {"id": 4, "cv": {"path": "broken.pdf"}, "posting": {"text": JOB}},
    ]

    ended = candidacy("match", "--jsonl", stdin="\n".join(map(json.dumps, pairs)))

    assert [value["id"] for value in ended.values] == [1, 2, 3, 4]
    assert ["score" in value for value in ended.values] == [True, True, False, False]


@pytest.mark.deep
def test_titles_takes_json_lines_and_several_queries(folder: Path) -> None:
    by_line = run("titles", "--jsonl", "--limit", "2", cwd=folder, stdin='{"id": "q", "text": "nurse"}\n')
    by_name = run("titles", "nurse", "welder", "--limit", "2", cwd=folder)

    assert [value["id"] for value in by_line.values] == ["q"]
    assert [value["id"] for value in by_name.values] == ["nurse", "welder"]
    assert by_line.values[0]["ranking"] == by_name.values[0]["ranking"]


@pytest.mark.parametrize("command", ["read", "skills", "posting", "review"])
def test_a_dash_is_standard_input(candidacy: Any, folder: Path, command: str) -> None:
    from_file = candidacy(command, "cv.txt", "--json")
    from_pipe = run(command, "-", "--json", cwd=folder, stdin=(folder / "cv.txt").read_bytes())

    assert from_pipe.code == 0, from_pipe.err
    assert from_pipe.value == from_file.value


def test_a_document_may_come_through_a_pipe(folder: Path) -> None:
    ended = run("read", "-", "--json", cwd=folder, stdin=(folder / "cv.pdf").read_bytes())

    assert ended.value["document"]["kind"] == "pdf"


def test_what_a_program_reads_holds_no_progress(candidacy: Any) -> None:
    ended = candidacy("rank", "--posting", "job.txt", "cv.pdf", "cv.docx", "cv.txt", "cv.md", "--json")

    assert len(ended.out.splitlines()) == 1
    assert ended.err.splitlines()[-1] == "Reading CVs: 4/4"


def test_no_color_is_obeyed_even_where_colour_is_forced(folder: Path) -> None:
    forced = run("taxonomy", "show", cwd=folder, FORCE_COLOR="1")
    plain = run("taxonomy", "show", cwd=folder, FORCE_COLOR="1", NO_COLOR="1")

    assert "\x1b[" in forced.out
    assert "\x1b[3" not in plain.out


@pytest.mark.parametrize("arguments", [["read", "cv.txt", "cv.md", "cv.docx"], ["read", "cv.txt", "--json"]])
def test_a_reader_that_goes_away_is_no_error_worth_a_word(folder: Path, arguments: list[str]) -> None:
    writer = subprocess.Popen(
        [COMMAND, *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert writer.stdout is not None
    assert writer.stderr is not None

    writer.stdout.close()
    said = writer.stderr.read().decode()
    writer.stderr.close()
    writer.wait(60)

    assert [line for line in said.splitlines() if not line.startswith("Reading: ")] == []


def test_too_much_is_refused(candidacy: Any, folder: Path) -> None:
    (folder / "big.txt").write_bytes(b"x" * 20_000_001)

    ended = candidacy("read", "big.txt")
    piped = run("read", "-", cwd=folder, stdin=b"x" * 20_000_001)

    assert (ended.code, piped.code) == (1, 1)
    assert ended.err == "big.txt is larger than 20 MB.\n"
    assert piped.err == "Standard input is larger than 20 MB.\n"


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from candidacy.entrypoints.cli.main import app\n"
        "try:\n    app(['--help'])\nexcept SystemExit as ended:\n    assert not ended.code\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)\n"
    )

    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert "Commands" in ended.stdout
    assert ended.stderr == "[]\n"


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["read", "--help"], ["taxonomy", "--help"]])
def test_help_and_version_are_exit_0(folder: Path, arguments: list[str]) -> None:
    ended = run(*arguments, cwd=folder)

    assert (ended.code, ended.err) == (0, "")
    assert ended.out


def test_nothing_is_written_by_reading(candidacy: Any, folder: Path) -> None:
    before = sorted(path.name for path in folder.rglob("*"))

    candidacy("review", "cv.pdf", "--json")

    assert sorted(path.name for path in folder.rglob("*")) == before
