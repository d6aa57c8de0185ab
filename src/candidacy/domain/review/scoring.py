"""Holds a CV against a rubric and counts the points."""

from collections.abc import Sequence
from datetime import date

from candidacy.domain.postings.schema import Posting
from candidacy.domain.reading.document import Document
from candidacy.domain.resume import SourcedResume
from candidacy.domain.review.checks import CHECKS
from candidacy.domain.review.industries import industry as industry_named
from candidacy.domain.review.outcome import Outcome
from candidacy.domain.review.rubric import Criterion, Rubric, rubric
from candidacy.domain.review.schema import Finding, FindingStatus, Recommendation, Review
from candidacy.domain.review.subject import Subject
from candidacy.domain.skills import Taxonomy

_SHORTEN = 90
_OPEN = (FindingStatus.PARTIAL, FindingStatus.MISSING)


def review(
    resume: SourcedResume,
    document: Document | None,
    *,
    today: date,
    industry: str = "general",
    posting: Posting | None = None,
    taxonomy: Taxonomy | None = None,
    using: Rubric | None = None,
) -> Review:
    """The CV held against a rubric (``general-1`` unless ``using`` says otherwise).

    ``document`` is None for a Resume that was typed in: what only a file can show is then unknown.
    ``posting`` makes the words it asks for part of what the field looks for. With a
    ``taxonomy`` skills count under all of their names. Raises UnknownIndustry.
    """
    held_against = using or rubric()
    subject = Subject(resume, document, today, industry_named(industry), posting, taxonomy)
    findings = tuple(
        _finding(c, CHECKS[c.check](subject, **c.params), held_against) for c in held_against.criteria
    )
    return Review(
        rubric=held_against.id,
        industry=industry,
        overall_score=_percent(findings),
        scores={g: _percent([f for f in findings if f.group == g]) for g in held_against.groups},
        findings=findings,
        strengths=_strengths(held_against, findings),
        weaknesses=tuple(f.title for f in _by_gain(findings)),
        recommendations=_recommendations(findings),
    )


def _percent(findings: Sequence[Finding]) -> float:
    return round(sum(f.points for f in findings) / sum(f.max for f in findings) * 100, 1)


def _finding(criterion: Criterion, outcome: Outcome, of: Rubric) -> Finding:
    points = round(criterion.max * outcome.share, 2)
    return Finding(
        criterion=criterion.id,
        group=criterion.group,
        title=criterion.title,
        status=outcome.status,
        points=points,
        max=criterion.max,
        evidence=outcome.evidence,
        fix=criterion.fix.format_map(_shortened(outcome)) if outcome.status in _OPEN else None,
        gain=round((criterion.max - points) / of.total * 100, 2),
    )


def _shortened(outcome: Outcome) -> dict[str, object]:
    facts = dict(outcome.facts)
    first = str(facts.get("first", ""))
    facts["first"] = first if len(first) <= _SHORTEN else first[:_SHORTEN].rsplit(" ", 1)[0] + " …"
    return facts


def _by_gain(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that can be acted on, the largest gain first, then in the rubric's order."""
    return sorted((f for f in findings if f.status in _OPEN), key=lambda f: -f.gain)


def _strengths(of: Rubric, findings: Sequence[Finding]) -> tuple[str, ...]:
    """What the criteria that are met say, the weightiest first."""
    said = [
        (criterion.max, criterion.strength)
        for criterion, finding in zip(of.criteria, findings, strict=True)
        if criterion.strength and finding.status is FindingStatus.MET
    ]
    return tuple(text for _, text in sorted(said, key=lambda pair: -pair[0]))


def _recommendations(findings: Sequence[Finding]) -> tuple[Recommendation, ...]:
    return tuple(
        Recommendation(criterion=f.criterion, text=f.fix or f.title, gain=f.gain, evidence=f.evidence)
        for f in _by_gain(findings)
    )
