"""Titles taken apart, linked to occupations, and ranked."""

from collections.abc import Sequence

import numpy as np
import pytest

from candidacy.domain.skills.concepts import Concept, ConceptKind
from candidacy.domain.skills.occupations import LOOKED_AT, TitleRanker, link_title, rank_titles
from candidacy.domain.skills.similarity import Scores
from candidacy.domain.skills.taxonomy import Taxonomy
from candidacy.domain.skills.titles import Seniority, read_title

OCCUPATION = ConceptKind.OCCUPATION
TAXONOMY = Taxonomy(
    [
        Concept(
            "o:dev", "Software engineer", OCCUPATION, aliases=("software developer", "programmer", "coder")
        ),
        Concept("o:nurse", "Registered nurse", OCCUPATION, aliases=("staff nurse", "RN")),
        Concept("o:hr", "HR manager", OCCUPATION, aliases=("human resources manager", "head of people")),
        Concept("o:waiter", "Waiter", OCCUPATION, aliases=("waitress", "food server")),
    ]
)


@pytest.mark.parametrize(
    ("text", "core", "seniority"),
    [
        ("Software Engineer", "software engineer", Seniority.MID),
        ("Sr. Software Engineer II (m/f/d) - Berlin", "software engineer", Seniority.SENIOR),
        ("Junior Java Developer (Remote)", "java developer", Seniority.JUNIOR),
        ("Engineer, Software", "software engineer", Seniority.MID),
        ("Lead Data Scientist @ Acme", "data scientist", Seniority.LEAD),
        ("Staff Engineer", "engineer", Seniority.LEAD),
        ("Staff Nurse", "staff nurse", Seniority.MID),
        ("Marketing Intern", "marketing", Seniority.INTERN),
        ("Head of People", "head of people", Seniority.DIRECTOR),
        ("Head Chef", "head chef", Seniority.MID),
        ("Art Director", "art director", Seniority.MID),
        ("CTO", "cto", Seniority.EXECUTIVE),
        ("Vice President, Sales", "vice president", Seniority.EXECUTIVE),
        ("Warehouse Manager", "warehouse manager", Seniority.MANAGER),
        ("Product Manager", "product manager", Seniority.MID),
        ("Urgent: Care Assistant - £12.50 per hour", "care assistant", Seniority.MID),
        ("Senior", "senior", Seniority.SENIOR),
        ("", "", Seniority.MID),
    ],
)
def test_a_title_is_taken_apart(text: str, core: str, seniority: Seniority) -> None:
    title = read_title(text)

    assert (title.core, title.seniority) == (core, seniority)


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        ("Senior Software Developers", "o:dev"),
        ("Developer, Software", "o:dev"),
        ("Staff Nurse (Nights)", "o:nurse"),
        ("Manager of Human Resources", "o:hr"),
    ],
)
def test_a_title_is_linked_to_its_occupation(text: str, uri: str) -> None:
    linked = link_title(text, TAXONOMY)

    assert linked is not None
    assert linked.uri == uri


@pytest.mark.parametrize("text", ["Zookeeper", "", "???"])
def test_an_unknown_title_is_linked_to_nothing(text: str) -> None:
    assert link_title(text, TAXONOMY) is None


def test_titles_of_the_same_occupation_rank_above_shared_words() -> None:
    corpus = [("1", "Sound engineer"), ("2", "Programmer"), ("3", "Waiter"), ("4", "Software Engineers")]

    ranking = rank_titles("Senior Software Engineer", corpus, TAXONOMY)

    assert [i for i, _, _ in ranking][:2] == ["4", "2"]


def test_ranking_is_limited_and_scored_between_0_and_1() -> None:
    ((identifier, title, score),) = rank_titles(
        "waitress", [("1", "Waitress"), ("2", "Wait staff")], TAXONOMY, n=1
    )

    assert (identifier, title) == ("1", "Waitress")
    assert 0 < score <= 1


def test_an_empty_corpus_ranks_nothing() -> None:
    assert rank_titles("waiter", [], TAXONOMY) == []


CLOSE = {"Lorry driver": 0, "Trucker": 0, "Waiter": 1}
"""Titles by what they mean: those with the same number are the same."""


def embed(texts: Sequence[str]) -> list[Scores]:
    return [np.eye(3, dtype=np.float32)[CLOSE.get(text, 2)] for text in texts]


def test_titles_that_share_no_letter_are_close_by_meaning() -> None:
    corpus = [("1", "Waiter"), ("2", "Trucker"), ("3", "Lorry loader")]

    by_wording = TitleRanker(corpus, TAXONOMY).rank("Lorry driver")
    by_meaning = TitleRanker(corpus, TAXONOMY, embed=embed).rank("Lorry driver")

    assert by_wording[0][0] == "3"
    assert by_meaning[0][0] == "2"
    assert all(0 < score <= 1 for _, _, score in by_meaning)


def test_of_a_large_corpus_only_what_shares_wording_is_compared_by_meaning() -> None:
    asked: list[str] = []

    def counting(texts: Sequence[str]) -> list[Scores]:
        asked.extend(texts)
        return embed(texts)

    ranker = TitleRanker(
        [(str(i), f"Xq{i}") for i in range(LOOKED_AT)] + [("a", "Lorry loader")], TAXONOMY, embed=counting
    )

    assert [i for i, _, _ in ranker.rank("Lorry driver")] == ["a"]
    assert ranker.rank("Lorry driver")
    assert asked == ["Lorry driver", "Lorry loader", "Lorry driver"]
