import numpy as np
import pytest

from candidacy.domain.passages import Passage
from candidacy.domain.search import Found, MemoryIndex, fuse, lexical_scores, read_query, snippet, weigh


def index(*texts: str) -> MemoryIndex:
    return MemoryIndex([Passage(text) for text in texts])


def test_function_words_are_not_sought_where_there_are_others() -> None:
    assert read_query("What did she do with Python?").words == ("python",)
    assert read_query("what is it").words == ("what", "is", "it")


def test_accents_and_case_do_not_matter() -> None:
    assert [h.number for h in index("Café in Zürich", "Tea").search("ZURICH cafe ")] == [0]


def test_the_last_word_may_be_the_beginning_of_one() -> None:
    found = index("Deployed on Kubernetes", "Baked bread")

    assert [h.number for h in found.search("kuber")] == [0]
    assert read_query("kuber ").unfinished is False


def test_a_word_that_is_spelt_wrong_finds_the_one_that_is_meant() -> None:
    assert [h.number for h in index("Deployed on Kubernetes", "Bread").search("kubernets ")] == [0]


def test_rare_words_count_more_than_common_ones() -> None:
    found = index("python python", "python cobol", "python", "python java")

    assert found.search("python cobol ")[0].number == 1


def test_nothing_is_found_where_no_word_stands() -> None:
    assert index("Bread").search("submarine ") == []


def test_vectors_add_what_words_do_not_find() -> None:
    passages = [Passage("k8s"), Passage("bread")]
    found = MemoryIndex(passages, np.array([[1, 0], [0, 1]], np.float32))

    hits = found.search("kubernetes", np.array([1, 0], np.float32), floor=0.2)

    assert [(h.number, h.cosine) for h in hits] == [(0, 1.0)]


def test_what_is_high_in_both_orders_comes_first() -> None:
    assert list(fuse(["a", "b", "c"], ["b", "c", "d"]))[:2] == ["b", "c"]


def test_passages_without_a_term_have_no_score() -> None:
    assert lexical_scores({"a": [0.0], "b": [0.5]}, 2).keys() == {"b"}
    assert lexical_scores({}, 5) == {}


def test_search_003_a_snippet_shows_where_the_words_stand_and_marks_them() -> None:
    text = "start " * 80 + "moved forty services to Kubernetes in a year " + "end " * 80

    fragments = snippet(text, read_query("services kubernetes "))

    assert [f.text for f in fragments if f.hit] == ["services", "Kubernetes"]
    assert fragments[0].text == fragments[-1].text == "…"
    assert sum(len(f.text) for f in fragments) < 300


def test_search_003_a_snippet_without_a_hit_is_the_beginning() -> None:
    assert "".join(f.text for f in snippet("Bread and butter", read_query("tea"))) == "Bread and butter"


def test_search_003_marks_are_on_the_characters_of_the_text() -> None:
    fragments = snippet("Größe zählt im CAFÉ", read_query("cafe grosse"))

    assert "".join(f.text for f in fragments) == "Größe zählt im CAFÉ"
    assert "CAFÉ" in [f.text for f in fragments if f.hit]


@pytest.mark.parametrize(("cosine", "answerable"), [(0.75, True), (0.05, False)])
def test_search_005_evidence_that_is_near_answers_and_that_is_far_does_not(
    cosine: float, answerable: bool
) -> None:
    evidence = weigh("Which database did she use?", [Found("She used PostgreSQL as database.", cosine)])

    assert evidence.answerable is answerable


def test_search_005_without_vectors_words_decide() -> None:
    sure = weigh("Where did Ada study mathematics?", [Found("Ada studied mathematics at home.")])
    unsure = weigh("What is her favourite submarine?", [Found("Ada studied mathematics at home.")])

    assert sure.answerable
    assert not unsure.answerable


def test_search_005_nothing_found_is_no_answer() -> None:
    assert weigh("Anything?", []).answerable is False
