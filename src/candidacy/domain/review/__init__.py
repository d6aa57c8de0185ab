"""A CV held against a versioned rubric: points, evidence and a fix for each criterion."""

from candidacy.domain.review.industries import Industry, UnknownIndustry, industries
from candidacy.domain.review.rubric import Criterion, Rubric, UnknownRubric, parse_rubric, rubric
from candidacy.domain.review.schema import Finding, FindingStatus, Quote, Recommendation, Review
from candidacy.domain.review.scoring import review

__all__ = [
    "Criterion",
    "Finding",
    "FindingStatus",
    "Industry",
    "Quote",
    "Recommendation",
    "Review",
    "Rubric",
    "UnknownIndustry",
    "UnknownRubric",
    "industries",
    "parse_rubric",
    "review",
    "rubric",
]
