"""search: passages of a folder, with the place of each in its file."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run


def test_search_009_results_have_file_span_score_and_text(candidacy: Any, folder: Path) -> None:
    (folder / "notes.md").write_text("# Ideas\n\nLearn Kubernetes this year.\n")

    ended = candidacy("search", "kubernetes", "notes.md", "cv.txt", "--words", "--json")

    (result,) = ended.value["results"]
    span = result["span"]
    text = (folder / "notes.md").read_text()
    assert set(result) == {"file", "span", "score", "text"}
    assert set(span) == {"start", "end", "page", "path"}
    assert result["file"] == "notes.md"
    assert text[span["start"] : span["end"]] == result["text"] == "Learn Kubernetes this year."


def test_search_009_what_cannot_be_read_is_named_and_the_rest_is_searched(candidacy: Any) -> None:
    ended = candidacy("search", "customers", ".", "--words", "--json")

    found = {result["file"] for result in ended.value["results"]}
    assert {"cv.pdf", "cv.docx", "cv.txt"} <= found
    assert "broken.pdf" in ended.err


@pytest.mark.deep
def test_search_009_meaning_finds_what_no_word_finds(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    # A home that the processes of one run share, so that the model is made ready once.
    home = tmp_path_factory.getbasetemp().parent / "candidacy-search-home"
    (folder / "one.txt").write_text("Deployed containers on k8s clusters.")
    (folder / "two.txt").write_text("Baked bread and cakes.")

    ended = run(
        "search", "container orchestration with kubernetes", "one.txt", "two.txt", "--json", cwd=folder,
        CANDIDACY_HOME=str(home),
    )  # fmt: skip

    assert [result["file"] for result in ended.value["results"]] == ["one.txt"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("x", "nowhere"), "no folder or file nowhere"),
        ((" ", "cv.txt"), "Say what you look for"),
        (("x", "empty"), "no readable file"),
    ],
)
def test_search_009_what_cannot_be_searched_is_told(
    candidacy: Any, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    (folder / "empty").mkdir()

    ended = candidacy("search", *arguments)

    assert ended.code == 1
    assert said in ended.err


def test_search_009_nothing_found_is_said_in_words(candidacy: Any) -> None:
    ended = candidacy("search", "submarine ", "cv.txt", "--words")

    assert ended.code == 0
    assert "Nothing found" in ended.err
