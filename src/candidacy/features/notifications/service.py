"""What a person is told of work that has ended, in which words, and where it leads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from candidacy.infrastructure.queue import JobEnded, JobStatus
from candidacy.kernel.ids import UserId
from candidacy.kernel.language import sentence


@dataclass(frozen=True, slots=True)
class Told:
    """A notification that is to be kept."""

    user: UserId
    kind: str
    title: str
    detail: str
    path: str


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of job in words. Without ``done`` its success is on the page that began it, and not told."""

    done: str | None
    failed: str
    path: Callable[[JobEnded], str]


def _made(name: str, pages: str) -> Callable[[JobEnded], str]:
    """The page of what was made, or of the work where nothing was."""

    def path(ended: JobEnded) -> str:
        made = ended.result.get(name)
        return f"/{pages}/{made}" if made else f"/{pages}/work/{ended.job}"

    return path


def _ranking(ended: JobEnded) -> str:
    posting = ended.payload.get("posting_id")
    return f"/postings/{posting}/ranking" if posting else f"/cvs/{ended.subject}"


def _interview(ended: JobEnded) -> str:
    asked = ended.payload
    cv, posting, language = (asked.get(name) for name in ("cv_id", "posting_id", "language"))
    return f"/cvs/{cv}/interview/{posting}?language={language}&job={ended.job}#hints"


READING = "files.read"
WORK: Mapping[str, Work] = {
    READING: Work(None, sentence("A file could not be read"), lambda ended: f"/start/{ended.subject}"),
    "matching.rank": Work(sentence("The ranking is ready"), sentence("The ranking failed"), _ranking),
    "matching.batch": Work(
        sentence("All CVs of the archive are in"),
        sentence("The archive could not be taken in"),
        lambda e: f"/batches/{e.subject}",
    ),
    "reviews.read": Work(
        sentence("A model has read the review"),
        sentence("The model could not read the review"),
        lambda _: "/cvs",
    ),
    "tailoring.propose": Work(
        sentence("A tailored CV is proposed"),
        sentence("No tailored CV could be proposed"),
        _made("tailoring_id", "tailorings"),
    ),
    "tailoring.letter": Work(
        sentence("A letter is written"),
        sentence("The letter could not be written"),
        _made("letter_id", "letters"),
    ),
    "tailoring.interview": Work(
        sentence("Questions for an interview are ready"),
        sentence("The model could not prepare the interview"),
        _interview,
    ),
    "privacy.export": Work(
        sentence("Your export is ready"), sentence("Your export failed"), lambda _: "/account/data"
    ),
}
"""The kinds of jobs that people wait for. Others work unseen, as keeping the search up to date does."""


def telling(ended: JobEnded) -> Told | None:
    """What to tell of a job; None where nobody asked for it, or its end is no news."""
    work, user = WORK.get(ended.kind), _asked_by(ended.payload)
    if work is None or user is None:
        return None
    problem = ended.error or ended.result.get("problem") or ""
    if ended.status is JobStatus.SUCCEEDED and not problem:
        return Told(user, "done", work.done, "", work.path(ended)) if work.done else None
    return Told(user, "failed", work.failed, problem, work.path(ended))


def _asked_by(payload: Mapping[str, Any]) -> UserId | None:
    found = payload.get("asked_by") or payload.get("user_id")
    return UserId(UUID(str(found))) if found else None
