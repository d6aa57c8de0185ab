"""Relations between concepts, and two taxonomies as one."""

import pytest

from candidacy.domain.skills.concepts import Concept, ConceptKind, Relation
from candidacy.domain.skills.taxonomy import Taxonomy, merge

K = ConceptKind.KNOWLEDGE
SEED = Taxonomy(
    [
        Concept("s:languages", "Programming languages", K),
        Concept("s:python", "Python", K, broader=("s:languages",), related=("s:django",)),
        Concept("s:django", "Django", K),
        Concept("s:web-programming", "Web development", K, aliases=("web programming",)),
    ],
    version="1",
)
IMPORTED = Taxonomy(
    [
        Concept("e:cp", "computer programming", K),
        Concept("e:python", "Python (computer programming)", K, aliases=("python",), broader=("e:cp",)),
        Concept("e:web", "web programming", K, broader=("e:cp",)),
        Concept("e:dev", "Django", ConceptKind.OCCUPATION),
    ],
    version="2",
)


@pytest.mark.parametrize(
    ("have", "want", "relation"),
    [
        ("s:python", "s:python", Relation.EXACT),
        ("s:python", "s:languages", Relation.NARROWER),
        ("s:languages", "s:python", Relation.BROADER),
        ("s:django", "s:python", Relation.RELATED),
        ("s:python", "s:django", Relation.RELATED),
        ("s:django", "s:languages", Relation.NONE),
        ("s:unknown", "s:python", Relation.NONE),
    ],
)
def test_concepts_are_related_as_the_taxonomy_says(have: str, want: str, relation: Relation) -> None:
    assert SEED.relation(have, want) is relation


@pytest.mark.parametrize(
    ("have", "want", "relation"),
    [
        ("s:python", "e:python", Relation.EXACT),
        ("e:web", "s:web-programming", Relation.EXACT),
        ("s:python", "e:cp", Relation.NARROWER),
        ("e:python", "s:languages", Relation.NARROWER),
        ("e:python", "s:django", Relation.RELATED),
        ("s:django", "e:dev", Relation.NONE),
    ],
)
def test_merged_taxonomies_are_linked_by_name_and_kind(have: str, want: str, relation: Relation) -> None:
    assert merge(SEED, IMPORTED).relation(have, want) is relation


def test_distance_counts_the_steps_up() -> None:
    chain = Taxonomy(
        [Concept("a", "a", K, broader=("b",)), Concept("b", "b", K, broader=("c",)), Concept("c", "c", K)]
    )

    assert chain.broader("a") == {"b": 1, "c": 2}
    assert chain.narrower("c") == {"b": 1, "a": 2}


def test_a_circle_in_imported_data_does_not_hang() -> None:
    ring = Taxonomy([Concept("a", "a", K, broader=("b",)), Concept("b", "b", K, broader=("a",))])

    assert ring.broader("a") == {"b": 1}


def test_merging_keeps_every_concept_and_both_versions() -> None:
    merged = merge(SEED, IMPORTED)

    assert len(merged) == len(SEED) + len(IMPORTED)
    assert merged.version == "1+2"
