"""A small taxonomy, CVs and postings for the tests of matching."""

from datetime import date
from typing import Any

from candidacy.domain.matching import (
    CandidateProfile,
    Match,
    PreparedPosting,
    prepare_cv,
    prepare_posting,
    score,
)
from candidacy.domain.postings import read_posting
from candidacy.domain.resume import ReadField, Resume, SourcedResume, Span
from candidacy.domain.skills.concepts import Concept, ConceptKind
from candidacy.domain.skills.taxonomy import Taxonomy

TODAY = date(2026, 11, 1)
K = ConceptKind.KNOWLEDGE
TAXONOMY = Taxonomy(
    [
        Concept("t:databases", "Databases", K),
        Concept("t:sql", "SQL", K, broader=("t:databases",)),
        Concept("t:postgres", "PostgreSQL", K, broader=("t:sql",)),
        Concept("t:python", "Python", K, related=("t:django",)),
        Concept("t:django", "Django", K),
        Concept("t:angular", "Angular", K),
        Concept("t:vue", "Vue", K),
        Concept("t:docker", "Docker", K),
        Concept("t:cs", "Computer science", K),
        Concept("t:jurisprudence", "Jurisprudence", K),
        Concept("t:driving", "Driving licence", ConceptKind.QUALIFICATION),
        Concept("candidacy:communication", "Communication skills", ConceptKind.SKILL),
        Concept("t:engineer", "Software engineer", ConceptKind.OCCUPATION),
        Concept("t:backend", "Backend engineer", ConceptKind.OCCUPATION, broader=("t:engineer",)),
    ]
)
POSTING = """\
Senior Backend Engineer

What you will do
- Design and build services that track parcels
- Mentor younger colleagues

Requirements
- 5+ years of experience in software development
- Python, SQL and Docker
- Angular or Vue
- Communication skills
- Bachelor's degree in computer science
- Fluent in English and German
- Driving licence

Nice to have
- Django

How to apply
Send your CV.
"""
CV: dict[str, Any] = {
    "basics": {
        "name": "Ada Example",
        "email": "ada@example.org",
        "phone": "+49 30 901820",
        "image": "https://example.org/ada.jpg",
        "label": "Backend Engineer",
        "summary": "I build services in Python for people who wait for their parcels.",
        "location": {"address": "1 Long Street", "city": "Berlin", "countryCode": "DE"},
    },
    "work": [
        {
            "name": "Parcels Ltd",
            "position": "Backend Engineer",
            "startDate": "2021-01",
            "highlights": [
                "Designed a Python service that tracks parcels on PostgreSQL",
                "Mentored two colleagues",
            ],
        },
        {
            "name": "Shop GmbH",
            "position": "Software Engineer",
            "startDate": "2018-01",
            "endDate": "2020-12",
            "highlights": ["Kept a Angular shop running in Docker"],
        },
    ],
    "education": [{"institution": "TU", "studyType": "Bachelor of Science", "area": "Computer science"}],
    "skills": [{"name": "Tools", "keywords": ["Python", "Docker"]}],
    "languages": [{"language": "English", "fluency": "C1"}, {"language": "German", "fluency": "Native"}],
    "certificates": [{"name": "Driving licence"}],
}


def cv(**changes: Any) -> CandidateProfile:
    """The profile of the sample CV with some of its sections replaced."""
    return profile(CV | changes)


def profile(value: dict[str, Any]) -> CandidateProfile:
    return prepare_cv(SourcedResume(resume=Resume.model_validate(value)), TAXONOMY, TODAY)


def posting(text: str = POSTING) -> PreparedPosting:
    return prepare_posting(read_posting(text, TAXONOMY), TAXONOMY)


def asking(*lines: str) -> PreparedPosting:
    """A posting that asks for these lines only."""
    return posting("Vacancy\n\nRequirements\n" + "\n".join(f"- {line}" for line in lines))


def matched(value: dict[str, Any] | None = None, text: str = POSTING) -> Match:
    return score(profile(CV if value is None else value), posting(text))


def sourced() -> SourcedResume:
    """The sample CV as it was read from a page: one value with its place."""
    path = "/work/0/highlights/0"
    value = CV["work"][0]["highlights"][0]
    spans = (Span(start=120, end=120 + len(value), page=1),)
    return SourcedResume(
        resume=Resume.model_validate(CV),
        fields=(ReadField(path=path, value=value, confidence=0.9, spans=spans),),
    )
