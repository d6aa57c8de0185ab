"""A CV, postings and changes for the tests."""

from datetime import date
from typing import Any

from candidacy.domain.matching import PreparedPosting, prepare_posting
from candidacy.domain.postings import read_posting
from candidacy.domain.resume import SourcedResume
from candidacy.domain.resume.json_resume import load_resume
from candidacy.domain.skills import load_seed
from candidacy.domain.tailoring import Change, ClaimKind, Facts, Source, check

TODAY = date(2026, 11, 1)
TAXONOMY = load_seed()
CV: dict[str, Any] = {
    "basics": {
        "name": "Ada Field",
        "label": "Software Engineer",
        "summary": "Software engineer who likes tests.",
    },
    "work": [
        {
            "name": "Harbour Systems",
            "position": "Software Engineer",
            "startDate": "2021-04",
            "highlights": [
                "Built a Python service that reduced invoice processing time by 40%",
                "Helped migrate 12 legacy services to Kubernetes",
                "Designed REST APIs used by 3 client teams",
                "Organise the monthly book club",
            ],
        },
        {
            "name": "Bakers Lane",
            "position": "Store Assistant",
            "startDate": "2018-03",
            "endDate": "2020-06",
            "highlights": [
                "Served about 200 customers a day",
                "Managed a budget of $1.2M with over 15 employees",
                "Planned the move to a new till",
                "Tested tills from 94 to 21 minutes for 2 weeks",
                "Prepared menus and assisted the head baker",
            ],
        },
    ],
    "education": [{"institution": "Oakfield University", "studyType": "BSc", "area": "Mathematics"}],
    "skills": [{"name": "Programming", "keywords": ["Git", "Excel", "Postgres", "Python"]}],
    "languages": [
        {"language": "German", "fluency": "B1"},
        {"language": "English", "fluency": "native"},
        {"language": "Klingon"},
    ],
    "projects": [{"name": "Chess club"}, {"name": "Invoices", "description": "A Python parser of invoices"}],
    "interests": [{"name": "Sailing"}],
}
POSTING = """Python Developer

Requirements
- Experience with Python
- PostgreSQL
- REST APIs
"""


def cv(value: dict[str, Any] | None = None) -> SourcedResume:
    return SourcedResume(resume=load_resume(CV if value is None else value))


def posting(text: str = POSTING) -> PreparedPosting:
    return prepare_posting(read_posting(text, TAXONOMY), TAXONOMY)


FACTS = Facts(cv(), TAXONOMY, TODAY)


def reworded(path: str, after: Any, facts: Facts = FACTS, cited: str | None = None) -> Change:
    """A new text for a place, which cites what stands there."""
    before = facts.at(path)
    assert before is not None
    quoted = facts.at(cited) if cited else before
    source = Source(path=cited or path, quote=quoted or "")
    return Change(path=path, before=before, after=after, reason="It is shorter.", sources=(source,))


def kinds(path: str, after: str, facts: Facts = FACTS) -> set[ClaimKind]:
    """What the guard says against a new text."""
    return {r.kind for r in check(reworded(path, after, facts), facts)}
