"""A match in the words and the order of its page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from candidacy.domain.matching import Band, Component, Evidence, Match, RequirementMatch, Status
from candidacy.domain.postings import Importance, RequirementKind
from candidacy.kernel.language import sentence

BANDS = {
    Band.STRONG: sentence("The CV shows nearly everything this job asks for."),
    Band.GOOD: sentence("The CV shows most of what this job asks for."),
    Band.FAIR: sentence("The CV shows a good part of what this job asks for; some of it is not visible yet."),
    Band.WEAK: sentence("Much of what this job asks for is not visible in the CV."),
    Band.POOR: sentence(
        "Little of what this job asks for is visible in the CV. It may be another kind of job, "
        "or the CV may not say what you can do."
    ),
}

PARTS = {
    "must_haves": (
        sentence("Must-have skills"),
        sentence("How far the skills that are asked for can be seen in the CV."),
    ),
    "nice_to_haves": (
        sentence("Nice-to-have skills"),
        sentence("The same for the skills that are wished for."),
    ),
    "duties": (sentence("Duties"), sentence("How far the CV describes work like the duties of this job.")),
    "title": (
        sentence("Job title"),
        sentence("How close the titles held stand to the title of this posting."),
    ),
    "wording": (sentence("Wording"), sentence("How much of the posting's telling words the CV uses.")),
    "experience": (
        sentence("Experience"),
        sentence("The years asked for, held against the dated roles of the CV."),
    ),
    "education": (sentence("Education and licences"), sentence("The degree and the licences asked for.")),
    "languages": (sentence("Languages"), sentence("The languages asked for and their level.")),
}
"""Name and meaning of each component of the score; those made of requirements lead to their group."""

PLACE_OF_WORK = "place_of_work"
_KINDS = {
    RequirementKind.DUTY: "duties",
    RequirementKind.EXPERIENCE: "experience",
    RequirementKind.EDUCATION: "education",
    RequirementKind.LICENCE: "education",
    RequirementKind.LANGUAGE: "languages",
    RequirementKind.LOCATION: PLACE_OF_WORK,
}
_ORDER = ("must_haves", "nice_to_haves", "duties", "experience", "education", "languages", PLACE_OF_WORK)
_STATUSES = (Status.MET, Status.PARTIAL, Status.MISSING, Status.UNKNOWN)
_RELATIONS = {
    "narrower": sentence("a more specific skill"),
    "broader": sentence("a more general skill"),
    "broader_far": sentence("a more general skill"),
    "related": sentence("a related skill"),
    "wording": sentence("similar wording"),
    "licence": sentence("similar wording"),
    "years": sentence("counted as experience"),
    "written": sentence("the CV is written in it"),
}


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A quotation with the id that its place in the document is lit by."""

    id: str
    evidence: Evidence
    relation: str


@dataclass(frozen=True, slots=True)
class RequirementView:
    """A requirement; ``number`` is its place in the posting."""

    number: int
    requirement: RequirementMatch
    evidence: tuple[EvidenceView, ...]

    @property
    def id(self) -> str:
        return f"e{self.number}"

    @property
    def evidence_ids(self) -> str:
        return " ".join(shown.id for shown in self.evidence)


@dataclass(frozen=True, slots=True)
class GroupView:
    """The requirements behind one component of the score; none for the place of work, which never counts."""

    id: str
    title: str
    component: Component | None
    members: tuple[RequirementView, ...]

    @property
    def summary(self) -> str:
        return counted([view.requirement for view in self.members])


def requirement_views(match: Match) -> list[RequirementView]:
    return [
        RequirementView(number, requirement, tuple(_evidence_views(number, requirement)))
        for number, requirement in enumerate(match.requirements)
    ]


def _evidence_views(number: int, requirement: RequirementMatch) -> Iterator[EvidenceView]:
    """Each place once, with the relation that proves most: the domain has the strongest first."""
    distant = requirement.status in (Status.MISSING, Status.UNKNOWN)
    once = {(e.path, e.quote): e for e in reversed(requirement.evidence)}
    for index, evidence in enumerate(e for e in requirement.evidence if once[e.path, e.quote] is e):
        relation = sentence("the nearest there is") if distant else _RELATIONS.get(evidence.relation, "")
        yield EvidenceView(f"e{number}-{index}", evidence, relation)


def group_of(requirement: RequirementMatch) -> str:
    if requirement.kind is RequirementKind.SKILL:
        return "must_haves" if requirement.importance is Importance.MUST else "nice_to_haves"
    return _KINDS[requirement.kind]


def groups_of(match: Match, views: Sequence[RequirementView]) -> list[GroupView]:
    """The requirements by component, within each the met ones first."""
    components = {c.name: c for c in match.components}
    groups = []
    for name in _ORDER:
        members = [v for v in views if group_of(v.requirement) == name]
        members.sort(key=lambda v: _STATUSES.index(v.requirement.status))
        if members:
            title = PARTS[name][0] if name in PARTS else sentence("Place of work")
            groups.append(GroupView(name, title, components.get(name), tuple(members)))
    return groups


def counted(requirements: Sequence[RequirementMatch]) -> str:
    """``2 of 5 met, 1 partly, 2 not found``; what there is none of is left out."""
    count = {status: sum(r.status is status for r in requirements) for status in Status}
    met, all_, partly = count[Status.MET], len(requirements), count[Status.PARTIAL]
    missing = count[Status.MISSING] + count[Status.UNKNOWN]
    if partly and missing:
        return sentence(f"{met} of {all_} met, {partly} partly, {missing} not found")
    if partly:
        return sentence(f"{met} of {all_} met, {partly} partly")
    if missing:
        return sentence(f"{met} of {all_} met, {missing} not found")
    return sentence(f"{met} of {all_} met")
