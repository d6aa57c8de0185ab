"""What a call can raise. Each refusal of the service is a Problem, of a class that goes with its status."""

from collections.abc import Mapping
from typing import Any, ClassVar

import httpx


class CandidacyError(Exception):
    """Something went wrong between this program and the service."""


class Unreachable(CandidacyError):
    """The service could not be reached, or broke off its answer, however often it was tried."""


class StreamBroken(CandidacyError):
    """A stream of events ended before the last of them."""


class JobFailed(CandidacyError):
    """A job that was waited for did not succeed; ``job`` is how it ended."""

    def __init__(self, job: Mapping[str, Any]) -> None:
        super().__init__(job.get("error_message") or f"The job is {job['status']}.")
        self.job = dict(job)


class Problem(CandidacyError):
    """An answer of RFC 9457: ``code`` never changes, ``detail`` says what to do next.

    Attributes:
        status: the HTTP status.
        code: what happened, as docs/reference/errors.md lists it; empty where something before the service
            answered, as a proxy does.
        detail: one or two sentences for a person.
        request_id: what the service's log calls the request.
        errors: for ``invalid_payload`` the fields that are wrong.
    """

    statuses: ClassVar[dict[int, "type[Problem]"]] = {}
    status_of_class: ClassVar[int | None] = None

    def __init_subclass__(cls, *, status: int) -> None:
        cls.status_of_class = status
        Problem.statuses[status] = cls

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        self.status = status
        self.code = str(body.get("code", ""))
        self.detail = str(body.get("detail") or body.get("title") or f"The service answered {status}.")
        self.request_id: str | None = body.get("request_id")
        self.errors: list[dict[str, Any]] = list(body.get("errors") or [])
        super().__init__(f"{self.detail} ({status} {self.code})" if self.code else self.detail)


class Invalid(Problem, status=400):
    """The request asks for something that cannot be."""


class Unauthenticated(Problem, status=401):
    """The key is missing, wrong, or was revoked."""


class Forbidden(Problem, status=403):
    """The role or the scopes of the key don't allow this."""


class NotFound(Problem, status=404):
    """There is nothing there, or it belongs to others."""


class Conflict(Problem, status=409):
    """It clashes with what is stored."""


class Gone(Problem, status=410):
    """It was there and has been removed."""


class Stale(Problem, status=412):
    """It was changed in the meantime."""


class TooLarge(Problem, status=413):
    """It is larger than the service takes."""


class Unreadable(Problem, status=415):
    """The service cannot read this file."""


class InvalidPayload(Problem, status=422):
    """The fields in ``errors`` are wrong."""


class RateLimited(Problem, status=429):
    """Too often, and waiting as long as was asked did not help."""


class UpstreamFailed(Problem, status=502):
    """A service behind the service gave no usable answer."""


class Unavailable(Problem, status=503):
    """It cannot be done right now."""


def problem_of(response: httpx.Response) -> Problem:
    """The exception of an answer that was read; its class goes with the status."""
    try:
        body = response.json()
    except ValueError:
        body = {}
    kind = Problem.statuses.get(response.status_code, Problem)
    return kind(response.status_code, body if isinstance(body, dict) else {})
