"""Which ends of jobs are told, in which words."""

from typing import Any
from uuid import UUID

import pytest

from candidacy.features.notifications.service import WORK, telling
from candidacy.infrastructure.queue import JobEnded, JobStatus
from candidacy.kernel.ids import JobId, WorkspaceId

ID = UUID("01890000-0000-7000-8000-000000000001")
OTHER = UUID("01890000-0000-7000-8000-000000000002")


def ended(kind: str, status: JobStatus = JobStatus.SUCCEEDED, **more: Any) -> JobEnded:
    given: dict[str, Any] = {"payload": {"asked_by": str(OTHER)}, **more}
    return JobEnded(JobId(ID), WorkspaceId(ID), kind, status, ID, **given)


def test_ui_005_work_that_nobody_asked_for_is_not_told() -> None:
    assert telling(ended("matching.rank", payload={})) is None


def test_ui_005_work_behind_the_scenes_is_not_told() -> None:
    assert telling(ended("assistant.index")) is None


def test_ui_005_a_file_that_was_read_is_no_news_and_one_that_was_not_is() -> None:
    failed = telling(ended("files.read", JobStatus.FAILED, error="It is a scan."))

    assert telling(ended("files.read")) is None
    assert failed is not None
    assert (failed.kind, failed.detail, failed.path) == ("failed", "It is a scan.", f"/start/{ID}")


@pytest.mark.parametrize(
    ("kind", "more", "path"),
    [
        ("matching.rank", {"payload": {"asked_by": OTHER, "posting_id": "p"}}, "/postings/p/ranking"),
        ("matching.rank", {}, f"/cvs/{ID}"),
        ("matching.batch", {}, f"/batches/{ID}"),
        ("reviews.read", {}, "/cvs"),
        ("tailoring.propose", {"result": {"tailoring_id": "t"}}, "/tailorings/t"),
        ("tailoring.letter", {}, f"/letters/work/{ID}"),
        (
            "tailoring.interview",
            {"payload": {"asked_by": OTHER, "cv_id": "c", "posting_id": "p", "language": "en"}},
            f"/cvs/c/interview/p?language=en&job={ID}#hints",
        ),
        ("privacy.export", {"payload": {"user_id": str(OTHER)}}, "/account/data"),
    ],
)
def test_ui_005_what_is_done_leads_to_what_was_made(kind: str, more: dict[str, Any], path: str) -> None:
    told = telling(ended(kind, **more))

    assert told is not None
    assert (told.kind, told.user, told.path) == ("done", OTHER, path)


def test_ui_005_a_model_that_could_not_is_told_as_such() -> None:
    told = telling(ended("reviews.read", result={"problem": "The key is refused."}))

    assert told is not None
    assert (told.kind, told.detail) == ("failed", "The key is refused.")


def test_ui_005_every_kind_says_how_it_failed() -> None:
    assert all(work.failed for work in WORK.values())
