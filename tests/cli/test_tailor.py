"""tailor: a proposal with its sources, refused lies, and a file of what is left."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run

LINE = "/work/0/highlights/0"
CV = {
    "basics": {"name": "Ada Lovelace", "email": "ada@example.org"},
    "work": [
        {
            "name": "Analytical Engines Ltd",
            "position": "Programmer",
            "startDate": "2019",
            "endDate": "2023",
            "highlights": ["Answered letters", "Wrote services in Python for 40 customers"],
        }
    ],
    "skills": [{"name": "Skills", "keywords": ["Letters", "Postgres", "Python"]}],
}


@pytest.fixture(autouse=True)
def tailored(folder: Path) -> None:
    (folder / "tailored.json").write_text(json.dumps(CV))


def _changes(folder: Path, *changes: object) -> str:
    (folder / "changes.json").write_text(json.dumps({"changes": changes}))
    return "changes.json"


def test_tail_001_tailor_gives_changes_with_sources_and_the_match_before_and_after(candidacy: Any) -> None:
    value = candidacy("tailor", "tailored.json", "job.txt", "--json").value

    assert {"changes", "refused", "match_before", "match_after", "digest"} <= set(value)
    assert {"/work/0/highlights", "/skills/0/keywords"} <= {c["path"] for c in value["changes"]}
    assert all({"path", "before", "after", "reason", "sources"} == set(c) for c in value["changes"])
    assert all(c["sources"] for c in value["changes"])
    assert value["refused"] == []


def test_tail_001_a_cv_from_a_pdf_is_tailored_with_the_place_of_each_source(candidacy: Any) -> None:
    value = candidacy("tailor", "cv.pdf", "job.txt", "--json").value

    assert value["match_after"] >= value["match_before"]
    assert all(s["spans"] for c in value["changes"] for s in c["sources"])


@pytest.mark.parametrize("name", ["out.json", "out.pdf", "out.docx", "out.md"])
def test_tail_001_the_tailored_cv_is_written(candidacy: Any, folder: Path, name: str) -> None:
    ended = candidacy("tailor", "tailored.json", "job.txt", "-o", name)

    assert ended.code == 0
    assert (folder / name).stat().st_size > 100


def test_tail_001_what_is_written_says_what_the_cv_said(candidacy: Any, folder: Path) -> None:
    candidacy("tailor", "tailored.json", "job.txt", "-o", "out.json")

    written = json.loads((folder / "out.json").read_text())
    assert written["work"][0]["highlights"] == CV["work"][0]["highlights"][::-1]  # type: ignore[index]


def test_tail_002_an_invented_claim_is_refused_with_the_reason_and_how_to_prove_it(
    candidacy: Any, folder: Path
) -> None:
    lie = {"path": LINE, "after": "Answered letters for Google"}
    name = _changes(folder, lie)

    value = candidacy("tailor", "tailored.json", "job.txt", "--changes", name, "--json").value

    assert value["changes"] == []
    (refused,) = value["refused"]
    assert refused["change"]["before"] == "Answered letters"
    assert {r["kind"] for r in refused["refusals"]} == {"employer"}
    assert all(r["reason"] and r["proof"] for r in refused["refusals"])


def test_tail_002_what_was_refused_is_not_written(candidacy: Any, folder: Path) -> None:
    lie = {"path": LINE, "after": "Answered 500 letters"}
    truth = {"path": "/work/0/highlights/1", "after": "Developed services in Python for 40 clients"}
    name = _changes(folder, lie, truth)

    ended = candidacy("tailor", "tailored.json", "job.txt", "--changes", name, "-o", "out.json")

    written = json.loads((folder / "out.json").read_text())
    assert written["work"][0]["highlights"] == ["Answered letters", truth["after"]]
    assert "To prove it" in ended.out


def test_tail_003_a_cv_is_cut_to_the_pages_that_are_asked_for(candidacy: Any, folder: Path) -> None:
    lines = [f"Answered letters about engine part number {n} and its long history" for n in range(120)]
    work = {**CV["work"][0], "highlights": [*lines, "Wrote services in Python"]}  # type: ignore[index]
    (folder / "long.json").write_text(json.dumps(CV | {"work": [work]}))

    value = candidacy("tailor", "long.json", "job.txt", "--pages", "1", "--json").value

    assert (value["pages_before"] > 1, value["pages_after"]) == (True, 1)
    (change,) = [c for c in value["changes"] if c["path"] == "/work/0/highlights"]
    assert change["after"][0] == "Wrote services in Python"


def test_tailoring_needs_a_cv_and_a_posting(candidacy: Any) -> None:
    assert candidacy("tailor", "tailored.json").code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("nowhere.pdf", "job.txt"),
        ("tailored.json", "nowhere.txt"),
        ("tailored.json", "job.txt", "-o", "out.xyz"),
        ("tailored.json", "job.txt", "--changes", "tailored.json"),
        ("tailored.json", "job.txt", "--changes", "job.txt"),
        ("tailored.json", "job.txt", "--changes", "tailored.json", "--pages", "1"),
    ],
)
def test_what_cannot_be_used_ends_with_one_line(candidacy: Any, arguments: tuple[str, ...]) -> None:
    ended = candidacy("tailor", *arguments)

    assert ended.code == 1
    assert len(ended.err.strip().splitlines()) == 1


def test_the_same_cv_and_posting_are_tailored_alike(candidacy: Any, folder: Path) -> None:
    del candidacy
    said = {run("tailor", "tailored.json", "job.txt", "--json", cwd=folder, hash_seed=s).out for s in "12"}

    assert len(said) == 1


ASKED = {"path": "/work/0/highlights/1", "after": "Developed services in Python for 40 strollers"}


def test_tail_020_what_only_its_person_can_say_is_asked_and_not_written(candidacy: Any, folder: Path) -> None:
    changes = _changes(folder, ASKED)

    value = candidacy(
        "tailor", "tailored.json", "job.txt", "--changes", changes, "-o", "o.json", "--json"
    ).value
    told = candidacy("tailor", "tailored.json", "job.txt", "--changes", changes).out

    assert (value["changes"], value["refused"]) == ([], [])
    assert [one["words"] for one in value["questions"]] == [["strollers"]]
    assert "strollers" not in (folder / "o.json").read_text()
    assert "Only you can say" in told


def test_tail_021_what_is_confirmed_by_its_words_is_written(candidacy: Any, folder: Path) -> None:
    changes = _changes(folder, ASKED)
    said = f"{ASKED['path']}=strollers"

    candidacy(
        "tailor",
        "tailored.json",
        "job.txt",
        "--changes",
        changes,
        "--confirm",
        said,
        "-o",
        "o.json",
        "--json",
    )

    assert "strollers" in (folder / "o.json").read_text()


@pytest.mark.parametrize(
    "said", ["/work/0/highlights/1=guests", "/work/0/highlights/1", "/work/0/highlights/0=strollers"]
)
def test_tail_021_other_words_confirm_nothing(candidacy: Any, folder: Path, said: str) -> None:
    changes = _changes(folder, ASKED)

    ended = candidacy(
        "tailor", "tailored.json", "job.txt", "--changes", changes, "--confirm", said, "-o", "o.json"
    )

    assert ended.code != 0
    assert not (folder / "o.json").exists()
    assert "/work/0/highlights/1=strollers" in ended.err
