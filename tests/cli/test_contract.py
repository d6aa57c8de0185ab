"""What each command prints is what the product promises, member by member."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run

SPAN = {"page", "start", "end", "box"}
STATUSES = {"met", "partial", "missing", "unknown"}


@pytest.mark.parametrize(
    ("name", "kind", "pages"),
    [("cv.pdf", "pdf", 1), ("cv.docx", "docx", 1), ("cv.txt", "text", 1), ("cv.md", "markdown", 1)],
)
def test_read_gives_resume_fields_text_document_and_warnings(
    candidacy: Any, name: str, kind: str, pages: int
) -> None:
    ended = candidacy("read", name, "--json")

    value = ended.value
    assert ended.code == 0
    assert set(value) == {"resume", "fields", "text", "document", "warnings"}
    assert set(value["document"]) == {"kind", "pages", "words", "language", "hidden"}
    assert (value["document"]["kind"], value["document"]["pages"]) == (kind, pages)
    assert value["resume"]["basics"]["name"] == "Ada Lovelace"
    assert value["resume"]["basics"]["email"] == "ada@example.org"
    assert all(set(field) == {"path", "value", "confidence", "spans"} for field in value["fields"])
    assert all(0 <= field["confidence"] <= 1 for field in value["fields"])
    assert all(set(span) == SPAN for field in value["fields"] for span in field["spans"])


def test_the_spans_of_a_field_are_its_words_and_on_a_page_they_have_a_box(candidacy: Any) -> None:
    value = candidacy("read", "cv.pdf", "--json").value

    email = next(field for field in value["fields"] if field["path"] == "/basics/email")
    (span,) = email["spans"]
    assert value["text"][span["start"] : span["end"]] == "ada@example.org"
    assert (span["page"], len(span["box"])) == (1, 4)


def test_skills_gives_the_words_their_place_and_the_concept(candidacy: Any, folder: Path) -> None:
    value = candidacy("skills", "cv.txt", "--json").value

    text = (folder / "cv.txt").read_text()
    assert set(value) == {"skills"}
    assert all(set(s) == {"text", "start", "end", "uri", "label", "confidence"} for s in value["skills"])
    assert all(text[s["start"] : s["end"]] == s["text"] for s in value["skills"])
    assert {"Python", "PostgreSQL"} <= {s["label"] for s in value["skills"]}


def test_skills_names_candidates_when_asked(candidacy: Any) -> None:
    value = candidacy("skills", "cv.txt", "--json", "--candidates", "3").value

    for skill in value["skills"]:
        assert 1 <= len(skill["candidates"]) <= 3
        assert all(set(candidate) == {"uri", "label", "score"} for candidate in skill["candidates"])
        scores = [candidate["score"] for candidate in skill["candidates"]]
        assert scores == sorted(scores, reverse=True)


@pytest.mark.deep
def test_titles_ranks_the_taxonomys_titles(candidacy: Any) -> None:
    value = candidacy("titles", "software developer", "--json", "--limit", "5").value

    assert set(value) == {"ranking"}
    assert [set(title) for title in value["ranking"]] == [{"id", "title", "score"}] * 5
    scores = [title["score"] for title in value["ranking"]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.deep
def test_titles_ranks_a_corpus(candidacy: Any, folder: Path) -> None:
    corpus = ['{"id": 1, "title": "Nurse"}', "", '{"id": "b", "title": "Python developer"}']
    (folder / "corpus.jsonl").write_text("\n".join(corpus))

    value = candidacy("titles", "developer of Python software", "--corpus", "corpus.jsonl", "--json").value

    assert value["ranking"][0]["id"] == "b"


def test_posting_is_a_schema_org_job_posting_with_requirements(candidacy: Any, folder: Path) -> None:
    value = candidacy("posting", "job.txt", "--json").value

    assert (value["@type"], value["title"]) == ("JobPosting", "Python developer")
    wanted = {"text", "kind", "importance", "skill_uri", "years", "start", "end"}
    assert all(wanted <= set(requirement) for requirement in value["requirements"])
    assert {"must"} == {requirement["importance"] for requirement in value["requirements"]}
    assert 3 in {requirement["years"] for requirement in value["requirements"]}


@pytest.mark.parametrize("more", [[], ["--industry", "software"], ["--posting", "job.txt"]])
def test_review_gives_rubric_scores_findings_and_recommendations(candidacy: Any, more: list[str]) -> None:
    ended = candidacy("review", "cv.pdf", "--json", *more)

    value = ended.value
    assert ended.code == 0
    assert {
        "rubric",
        "overall_score",
        "scores",
        "findings",
        "strengths",
        "weaknesses",
        "recommendations",
    } <= set(value)
    assert 0 <= value["overall_score"] <= 100
    assert all(0 <= score <= 100 for score in value["scores"].values())
    members = {"criterion", "status", "points", "max", "evidence", "fix", "gain"}
    assert all(members <= set(finding) for finding in value["findings"])
    assert {finding["status"] for finding in value["findings"]} <= STATUSES
    assert all({"text", "gain", "evidence"} <= set(r) for r in value["recommendations"])


def test_match_gives_score_band_components_requirements_and_formula(candidacy: Any) -> None:
    value = candidacy("match", "cv.pdf", "job.txt", "--json").value

    assert {"score", "band", "components", "requirements", "formula"} <= set(value)
    assert 0 <= value["score"] <= 100
    assert value["band"] in {"poor", "weak", "fair", "good", "strong"}
    assert isinstance(value["components"], dict)
    assert all({"text", "importance", "status", "evidence"} <= set(r) for r in value["requirements"])
    assert {requirement["status"] for requirement in value["requirements"]} <= STATUSES


@pytest.mark.parametrize("side", ["--posting", "--cv"])
def test_rank_gives_results_best_first_and_what_failed(candidacy: Any, folder: Path, side: str) -> None:
    (folder / "nurse.txt").write_text("Nurse\n\nRequirements\n- Wound care\n- Night shifts\n")
    one, many = ("job.txt", ["cv.pdf", "cv.docx", "broken.pdf", "nowhere.pdf"])
    if side == "--cv":
        one, many = "cv.pdf", ["nurse.txt", "job.txt", "broken.pdf", "nowhere.txt"]

    ended = candidacy("rank", side, one, *many, "--json")

    value = ended.value
    assert (ended.code, set(value)) == (0, {"results", "failed"})
    assert all(set(r) == {"file", "score", "band", "top_reasons"} for r in value["results"])
    assert [f["file"] for f in value["failed"]] == many[2:]
    assert all(failure["reason"] for failure in value["failed"])
    scores = [result["score"] for result in value["results"]]
    assert scores == sorted(scores, reverse=True)
    assert value["results"][0]["file"] in {"cv.pdf", "cv.docx", "job.txt"}


def test_rank_and_match_give_the_same_number(candidacy: Any) -> None:
    matched = candidacy("match", "cv.pdf", "job.txt", "--json").value["score"]
    ranked = candidacy("rank", "--posting", "job.txt", "cv.pdf", "--json").value["results"][0]["score"]
    turned = candidacy("rank", "--cv", "cv.pdf", "job.txt", "--json").value["results"][0]["score"]

    assert matched == ranked == turned


@pytest.mark.parametrize(
    "command",
    [
        ["read", "cv.pdf"],
        ["skills", "cv.txt"],
        pytest.param(["titles", "developer"], marks=pytest.mark.deep),
        ["posting", "job.txt"],
        ["review", "cv.pdf"],
        ["match", "cv.pdf", "job.txt"],
        ["rank", "--posting", "job.txt", "cv.pdf"],
        ["taxonomy", "show"],
    ],
    ids=lambda command: command[0],
)
def test_a_person_gets_a_table(candidacy: Any, command: list[str]) -> None:
    ended = candidacy(*command)

    assert ended.code == 0
    assert "━" in ended.out or "│" in ended.out
    assert "\x1b[" not in ended.out
    assert not ended.out.startswith("{")


@pytest.mark.parametrize("command", ["read", "skills", "posting", "review"])
def test_a_file_that_cannot_be_used_is_one_line_and_exit_1(candidacy: Any, command: str) -> None:
    for name in ("broken.pdf", "nowhere.pdf"):
        ended = candidacy(command, name, "--json")

        assert (ended.code, ended.out) == (1, "")
        assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize(
    "command",
    [
        ["match", "broken.pdf", "job.txt"],
        ["match", "cv.pdf", "nowhere.txt"],
        ["rank", "--posting", "nowhere.txt", "cv.pdf"],
        ["rank", "--posting", "job.txt", "broken.pdf"],
        ["review", "cv.pdf", "--industry", "alchemy"],
        ["review", "cv.pdf", "--posting", "nowhere.txt"],
        ["titles", "developer", "--corpus", "nowhere.jsonl"],
        ["titles", "developer", "--corpus", "cv.pdf"],
        ["taxonomy", "import", "nowhere"],
        ["read", "home-of-nobody/*.pdf"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_exit_1_with_a_reason(candidacy: Any, command: list[str]) -> None:
    ended = candidacy(*command)

    assert ended.code == 1
    assert ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    "command",
    [
        ["read"],
        ["skills"],
        ["titles"],
        ["posting"],
        ["review"],
        ["match"],
        ["match", "cv.pdf"],
        ["rank"],
        ["rank", "cv.pdf"],
        ["rank", "--posting", "job.txt"],
        ["rank", "--posting", "job.txt", "--cv", "cv.pdf", "cv.txt"],
        ["read", "cv.pdf", "--no-such-option"],
        ["no-such-command"],
        ["serve", "--port", "0"],
        ["titles", "x", "--limit", "0"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_2(candidacy: Any, command: list[str]) -> None:
    ended = candidacy(*command)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err


@pytest.mark.deep
def test_a_changed_hash_seed_changes_no_number(folder: Path) -> None:
    both = [
        (
            run("match", "cv.pdf", "job.txt", "--json", cwd=folder, hash_seed=seed).out,
            run("review", "cv.pdf", "--json", cwd=folder, hash_seed=seed).out,
        )
        for seed in ("1", "4242")
    ]

    assert both[0] == both[1]
    assert all(both[0])
