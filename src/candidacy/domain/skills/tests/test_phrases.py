"""Phrases of skills and knowledge in running text."""

from candidacy.domain.skills.concepts import ConceptKind
from candidacy.domain.skills.phrases import (
    BEGIN,
    INSIDE,
    OUTSIDE,
    PhraseModel,
    best_tags,
    find_phrases,
    spans,
)
from candidacy.domain.skills.taxonomy import Taxonomy

NOTHING = Taxonomy([])
STAY = [[0.0] * 3] * 3


def test_an_inside_never_follows_an_outside() -> None:
    tags = best_tags([[1.0, 0.0, 0.0], [0.0, 0.0, 5.0]], STAY)

    assert tags == [BEGIN, INSIDE]


def test_a_sentence_never_begins_inside_a_phrase() -> None:
    assert best_tags([[0.0, -1.0, 9.0]], STAY) == [OUTSIDE]


def test_no_tokens_have_no_tags() -> None:
    assert best_tags([], STAY) == []


def test_tags_become_spans() -> None:
    assert spans([BEGIN, INSIDE, OUTSIDE, BEGIN, BEGIN, INSIDE]) == [(0, 1), (3, 3), (4, 5)]


def test_a_model_weighs_the_features_it_knows() -> None:
    model = PhraseModel({"good": [0, 1, 0, 1, 0, 0]}, [STAY, STAY])

    assert model.tag([["good", "unknown"], ["unknown"]]) == ([BEGIN, OUTSIDE], [OUTSIDE, OUTSIDE])


def test_the_shipped_model_finds_skills_and_knowledge() -> None:
    text = "Requirements:\n- Build and maintain relationships with suppliers.\n- Experience with Java and SQL"

    found = {(p.text, p.kind) for p in find_phrases(text, NOTHING)}

    assert ("Java", ConceptKind.KNOWLEDGE) in found
    assert any("relationships" in wording and kind is ConceptKind.SKILL for wording, kind in found)


def test_a_phrase_points_at_its_own_wording() -> None:
    text = "  Ability to solve problems.\r\nKnowledge of accounting – and Ünïcode  "

    assert all(text[p.start : p.end] == p.text for p in find_phrases(text, NOTHING))


def test_empty_text_has_no_phrases() -> None:
    assert find_phrases("", NOTHING) == []
    assert find_phrases(" \n\n ", NOTHING) == []
