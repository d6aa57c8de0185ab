"""A match in the words and the order of its page."""

import pytest

from candidacy.domain.matching import Band, Component, Evidence, Match, RequirementMatch, Status
from candidacy.domain.matching.formula import COMPONENTS
from candidacy.domain.postings import Importance, RequirementKind
from candidacy.features.matching.pages.views import BANDS, PARTS, counted, groups_of, requirement_views


def requirement(
    status: Status = Status.MET,
    kind: RequirementKind = RequirementKind.SKILL,
    importance: Importance = Importance.MUST,
    *evidence: Evidence,
) -> RequirementMatch:
    return RequirementMatch(
        text="SQL",
        kind=kind,
        importance=importance,
        status=status,
        strength=1,
        weight=1,
        gain=0,
        evidence=evidence,
    )


def evidence(quote: str, relation: str = "exact") -> Evidence:
    return Evidence(quote=quote, path="/work/0/highlights/0", relation=relation, strength=1)


def match(*requirements: RequirementMatch) -> Match:
    components = tuple(Component(name=name, weight=0.125, score=50) for name in COMPONENTS)
    return Match(
        score=50, band=Band.FAIR, components=components, requirements=requirements, formula="match-1"
    )


def test_every_component_and_every_band_has_its_words() -> None:
    assert PARTS.keys() == COMPONENTS.keys()
    assert BANDS.keys() == set(Band)


@pytest.mark.parametrize("kind", RequirementKind)
@pytest.mark.parametrize("importance", Importance)
def test_every_requirement_stands_in_one_group(kind: RequirementKind, importance: Importance) -> None:
    one = match(requirement(Status.MET, kind, importance))

    groups = groups_of(one, requirement_views(one))

    assert [len(group.members) for group in groups] == [1]


def test_the_place_of_work_belongs_to_no_component() -> None:
    one = match(requirement(kind=RequirementKind.LOCATION))

    (group,) = groups_of(one, requirement_views(one))

    assert group.component is None


def test_within_a_group_what_is_met_stands_first() -> None:
    one = match(*(requirement(status) for status in reversed(Status)))

    (group,) = groups_of(one, requirement_views(one))

    assert [view.requirement.status for view in group.members] == list(Status)
    assert [view.number for view in group.members] == [3, 2, 1, 0]


def test_a_place_is_quoted_once_with_what_proves_most() -> None:
    twice = requirement(
        Status.MET, RequirementKind.SKILL, Importance.MUST, evidence("a"), evidence("a", "wording")
    )

    (view,) = requirement_views(match(twice))

    assert [(e.id, e.relation) for e in view.evidence] == [("e0-0", "")]


def test_what_is_not_enough_is_called_the_nearest_there_is() -> None:
    far = requirement(Status.MISSING, RequirementKind.SKILL, Importance.MUST, evidence("a", "related"))

    (view,) = requirement_views(match(far))

    assert [e.relation for e in view.evidence] == ["the nearest there is"]


def test_counting_leaves_out_what_there_is_none_of() -> None:
    assert counted([requirement()]) == "1 of 1 met"
    assert counted([requirement(Status.PARTIAL)]) == "0 of 1 met, 1 partly"
    assert counted([requirement(Status.MISSING)]) == "0 of 1 met, 1 not found"
    assert counted([requirement(s) for s in Status]) == "1 of 4 met, 1 partly, 2 not found"
