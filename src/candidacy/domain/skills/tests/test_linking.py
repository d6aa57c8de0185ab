"""Phrases linked to concepts and to plain labels."""

from candidacy.domain.skills.concepts import Concept, ConceptKind
from candidacy.domain.skills.linking import candidates, link_phrase
from candidacy.domain.skills.taxonomy import Taxonomy

SKILL = ConceptKind.SKILL
TAXONOMY = Taxonomy(
    [
        Concept("s:js", "JavaScript", ConceptKind.KNOWLEDGE, aliases=("JS",)),
        Concept("s:java", "Java", ConceptKind.KNOWLEDGE),
        Concept("s:staff", "manage staff", SKILL, aliases=("lead a team of employees",)),
        Concept("s:stock", "manage stock", SKILL),
        Concept("o:dev", "JavaScript developer", ConceptKind.OCCUPATION),
        Concept("e:js", "JavaScript (language)", ConceptKind.KNOWLEDGE),
    ]
)


def test_an_alias_leads_to_its_concept() -> None:
    assert candidates("JS", TAXONOMY, 1)[0][:2] == ("s:js", "JavaScript")


def test_a_sentence_is_linked_by_its_wording() -> None:
    (best, *_) = candidates("You will lead a small team of employees", TAXONOMY, 3)

    assert best[0] == "s:staff"


def test_candidates_are_skills_best_first_with_scores_up_to_1() -> None:
    found = candidates("manage staff", TAXONOMY, 10)

    scores = [score for _, _, score in found]
    assert found[0][0] == "s:staff"
    assert scores == sorted(scores, reverse=True)
    assert scores[0] <= 1
    assert "o:dev" not in {uri for uri, _, _ in found}


def test_candidates_can_be_kept_to_one_source() -> None:
    assert [uri for uri, _, _ in candidates("JavaScript", TAXONOMY, 5, within="e:")] == ["e:js"]


def test_what_resembles_nothing_has_no_candidates() -> None:
    assert candidates("zzzz", TAXONOMY) == []
    assert candidates("", TAXONOMY) == []
    assert candidates("Java", TAXONOMY, 0) == []


def test_a_phrase_is_linked_to_plain_labels() -> None:
    labels = ["negotiate contracts", "contact customers", "draw maps"]

    assert link_phrase("negotiating a contract", labels)[0][0] == "negotiate contracts"


def test_no_labels_give_no_links() -> None:
    assert link_phrase("anything", []) == []
