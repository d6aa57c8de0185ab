"""A CV and a posting to work on."""

from datetime import date
from uuid import UUID

from candidacy.ai_agents.interface import ReviewRequest, TailorRequest, Thread
from candidacy.domain.postings.schema import Importance, Posting, Requirement, RequirementKind
from candidacy.domain.resume import SourcedResume
from candidacy.domain.resume.json_resume import load_resume
from candidacy.domain.review import review

TODAY = date(2026, 1, 15)
LINES = (
    "Built a Python service that reduced invoice processing time by 40%",
    "Helped migrate 12 legacy services to Kubernetes",
    "Reviewed code of 2 junior developers",
)
THREAD = Thread(UUID("0198f000-0000-7000-8000-000000000001"), UUID("0198f000-0000-7000-8000-000000000002"))


def cv(*lines: str, summary: str = "Software engineer with a focus on reliable services.") -> SourcedResume:
    value = {
        "basics": {"name": "Ada Field", "email": "ada@example.org", "summary": summary},
        "work": [
            {
                "name": "Harbour Systems",
                "position": "Software Engineer",
                "startDate": "2018-03",
                "endDate": "2021-06",
                "highlights": list(lines or LINES),
            }
        ],
        "skills": [{"name": "Skills", "keywords": ["Python", "Kubernetes", "PostgreSQL"]}],
    }
    return SourcedResume(resume=load_resume(value))


def posting(text: str = "You build Python services and run them on Kubernetes.") -> Posting:
    needs = Requirement(
        text=text, kind=RequirementKind.DUTY, importance=Importance.MUST, start=0, end=len(text)
    )
    return Posting(text=text, title="Backend Engineer", organization="Acme", requirements=(needs,))


def to_review(sourced: SourcedResume | None = None) -> ReviewRequest:
    sourced = sourced or cv()
    return ReviewRequest(sourced, None, review(sourced, None, today=TODAY, industry="software"))


def to_tailor(sourced: SourcedResume | None = None, text: str | None = None) -> TailorRequest:
    return TailorRequest(sourced or cv(), posting(text) if text else posting(), TODAY)
