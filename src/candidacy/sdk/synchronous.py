"""The synchronous client, made from ``asynchronous``: change that, and make this again."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import httpx

from candidacy.sdk import types
from candidacy.sdk.calls import Call, Event, EventParser, Retries, new_key
from candidacy.sdk.errors import JobFailed, StreamBroken, Unreachable, problem_of

Id = object
"""An id, as text or UUID."""
Content = bytes | IO[bytes] | Path
FINAL = frozenset({"succeeded", "failed", "cancelled"})
DEFAULT_RETRIES = Retries()


class Candidacy:
    """A client of one installation, to be used as a context manager.

    Args:
        url: where it is, as ``http://127.0.0.1:8000``; else CANDIDACY_URL.
        api_key: made on the account page; else CANDIDACY_API_KEY; none where it is empty.
        workspace: the workspace to act in; else the key's own.
        retries: how often a call is sent again after 429, 502, 503, 504 and broken connections.
        timeout: seconds for each part of an exchange.
        transport: for tests.
    """

    def __init__(
        self,
        url: str | None = None,
        api_key: str | None = None,
        *,
        workspace: Id | None = None,
        retries: Retries = DEFAULT_RETRIES,
        timeout: float = 60.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        key = os.environ.get("CANDIDACY_API_KEY") if api_key is None else api_key
        headers = {"User-Agent": "candidacy-sdk"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        if workspace is not None:
            headers["X-Workspace"] = str(workspace)
        base = url or os.environ.get("CANDIDACY_URL") or "http://127.0.0.1:8000"
        self._http = httpx.Client(
            base_url=base, headers=headers, timeout=timeout, transport=transport, trust_env=False
        )
        self._retries = retries
        self.files = Files(self)
        self.jobs = Jobs(self)
        self.cvs = Cvs(self)
        self.postings = Postings(self)
        self.matches = Matches(self)
        self.reviews = Reviews(self)
        self.tailorings = Tailorings(self)
        self.applications = Applications(self)
        self.search = Search(self)

    def __enter__(self) -> Candidacy:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def me(self) -> types.MeOut:
        """Who the key belongs to, and where it acts."""
        answer: types.MeOut = self.ask(Call("GET", "/api/v1/me"))
        return answer

    def send(self, call: Call) -> httpx.Response:
        """Send a call, again where that helps. Raises Unreachable, and Problem for what is refused."""
        attempt = 1
        while True:
            try:
                response = self._http.request(**call.arguments())
            except httpx.TransportError as error:
                wait = self._retries.after_error(call, error, attempt)
                if wait is None:
                    raise Unreachable(
                        f"{call.method} {call.url}: {str(error) or type(error).__name__}"
                    ) from error
            else:
                wait = self._retries.after_answer(call, response, attempt)
                if wait is None:
                    if response.is_error:
                        raise problem_of(response)
                    return response
            time.sleep(wait)
            attempt += 1

    def ask(self, call: Call) -> Any:
        """The JSON of the answer; None where it has no body."""
        response = self.send(call)
        return response.json() if response.content else None

    def pages(self, call: Call) -> Iterator[Any]:
        """The items of all pages of a list, asked for as they are needed."""
        cursor: str | None = None
        while True:
            params = {**call.params, "cursor": cursor}
            page = self.ask(Call(call.method, call.path, call.ids, params))
            for item in page["items"]:
                yield item
            cursor = page["next_cursor"]
            if cursor is None:
                return

    def events(self, call: Call) -> Iterator[Event]:
        """The server-sent events of one exchange."""
        with self._streamed(call) as response:
            parser = EventParser()
            for line in response.iter_lines():
                for event in parser.feed(line):
                    yield event

    @contextmanager
    def _streamed(self, call: Call) -> Iterator[httpx.Response]:
        with self._http.stream(**call.arguments()) as response:
            if response.is_error:
                response.read()
                raise problem_of(response)
            yield response

    def save(self, call: Call, target: Path) -> Path:
        """Write the body of the answer to a file, in pieces."""
        with self._streamed(call) as response:
            with target.open("wb") as file:
                for piece in response.iter_bytes():
                    file.write(piece)
        return target


class _Group:
    """Calls about one kind of thing."""

    def __init__(self, client: Candidacy) -> None:
        self._client = client


class Files(_Group):
    """Files that were uploaded."""

    def upload(
        self,
        content: Content,
        name: str | None = None,
        *,
        purpose: str = "cv",
        idempotency_key: str | None = None,
    ) -> types.FileOut:
        """Send a file, in pieces; ``job_id`` of the answer is the job that reads it."""
        if isinstance(content, Path):
            with content.open("rb") as file:
                return self.upload(
                    file, name or content.name, purpose=purpose, idempotency_key=idempotency_key
                )
        sent: types.FileOut = self._client.ask(
            Call(
                "POST",
                "/api/v1/files",
                files={"file": (name or "file", content)},
                form={"purpose": purpose},
                idempotency_key=idempotency_key or new_key(),
            )
        )
        return sent

    def all(self, *, limit: int | None = None) -> Iterator[types.FileOut]:
        """All files, newest first; ``limit`` is the size of a page."""
        return self._client.pages(Call("GET", "/api/v1/files", params={"limit": limit}))

    def get(self, file_id: Id) -> types.FileOut:
        found: types.FileOut = self._client.ask(
            Call("GET", "/api/v1/files/{file_id}", {"file_id": file_id})
        )
        return found

    def download(self, file_id: Id, target: Path) -> Path:
        """The original, written to ``target``."""
        call = Call("GET", "/api/v1/files/{file_id}/content", {"file_id": file_id}, accept="*/*")
        return self._client.save(call, target)

    def delete(self, file_id: Id) -> None:
        self._client.ask(Call("DELETE", "/api/v1/files/{file_id}", {"file_id": file_id}))


class Jobs(_Group):
    """Work in progress."""

    def all(self, *, limit: int | None = None) -> Iterator[types.JobOut]:
        return self._client.pages(Call("GET", "/api/v1/jobs", params={"limit": limit}))

    def get(self, job_id: Id) -> types.JobOut:
        found: types.JobOut = self._client.ask(Call("GET", "/api/v1/jobs/{job_id}", {"job_id": job_id}))
        return found

    def cancel(self, job_id: Id) -> types.JobOut:
        found: types.JobOut = self._client.ask(
            Call("POST", "/api/v1/jobs/{job_id}/cancel", {"job_id": job_id}, idempotency_key=new_key())
        )
        return found

    def events(self, job_id: Id, *, reconnects: int = 5) -> Iterator[types.JobOut]:
        """How the job stands, at each change until its end.

        A stream that breaks off is taken up again, and each of its events says all there is to know. Raises
        StreamBroken after as many ``reconnects`` without any event.
        """
        call = Call("GET", "/api/v1/jobs/{job_id}/events", {"job_id": job_id}, accept="text/event-stream")
        left = reconnects
        while True:
            try:
                for event in self._client.events(call):
                    state: types.JobOut = json.loads(event.data)
                    left = reconnects
                    yield state
                    if state["status"] in FINAL:
                        return
            except httpx.TransportError as error:
                if left == 0:
                    raise StreamBroken(f"The events of job {job_id} broke off.") from error
            if left == 0:
                raise StreamBroken(f"The events of job {job_id} ended before the job did.")
            left -= 1
            time.sleep(0.2)

    def wait(self, job_id: Id) -> types.JobOut:
        """The job once it has succeeded. Raises JobFailed where it failed or was cancelled."""
        for state in self.events(job_id):
            if state["status"] in FINAL:
                if state["status"] != "succeeded":
                    raise JobFailed(dict(state))
                return state
        raise StreamBroken(f"The events of job {job_id} ended before the job did.")


class Cvs(_Group):
    """CVs and their versions."""

    def all(self, *, limit: int | None = None) -> Iterator[types.CvOut]:
        """All CVs, newest first; ``limit`` is the size of a page."""
        return self._client.pages(Call("GET", "/api/v1/cvs", params={"limit": limit}))

    def create(self, cv: types.CvIn, *, idempotency_key: str | None = None) -> types.CvOut:
        made: types.CvOut = self._client.ask(
            Call("POST", "/api/v1/cvs", json=cv, idempotency_key=idempotency_key or new_key())
        )
        return made

    def import_json(
        self, resume: Mapping[str, Any], *, idempotency_key: str | None = None
    ) -> types.CvImported:
        """A CV of JSON Resume, or of the JSON of Reactive Resume."""
        made: types.CvImported = self._client.ask(
            Call("POST", "/api/v1/cvs/import", json=resume, idempotency_key=idempotency_key or new_key())
        )
        return made

    def upload(self, content: Content, name: str | None = None) -> types.CvDetail:
        """Send a CV as a file and wait until it was read. Raises JobFailed where it could not be."""
        file = self._client.files.upload(content, name)
        if file["job_id"] is not None:
            self._client.jobs.wait(file["job_id"])
        for cv in self.all():
            if cv["file_id"] == file["id"]:
                return self.get(cv["id"])
        raise JobFailed({"status": "succeeded", "error_message": "No CV was made of this file."})

    def get(self, cv_id: Id) -> types.CvDetail:
        found: types.CvDetail = self._client.ask(Call("GET", "/api/v1/cvs/{cv_id}", {"cv_id": cv_id}))
        return found

    def rename(self, cv_id: Id, title: str) -> types.CvOut:
        found: types.CvOut = self._client.ask(
            Call("PATCH", "/api/v1/cvs/{cv_id}", {"cv_id": cv_id}, json={"title": title})
        )
        return found

    def change(
        self, cv_id: Id, changes: Mapping[str, Any], *, version: int | None = None
    ) -> types.CvOut:
        """A new version with values at JSON pointers changed: ``{"/basics/label": "Data engineer"}``.

        Raises Stale where ``version`` is not the newest any more.
        """
        body = {"changes": [{"path": path, "value": value} for path, value in changes.items()]}
        found: types.CvOut = self._client.ask(
            Call("PATCH", "/api/v1/cvs/{cv_id}/values", {"cv_id": cv_id}, json=body, version=version)
        )
        return found

    def versions(self, cv_id: Id) -> list[types.VersionOut]:
        found: list[types.VersionOut] = self._client.ask(
            Call("GET", "/api/v1/cvs/{cv_id}/versions", {"cv_id": cv_id})
        )
        return found

    def export(
        self,
        cv_id: Id,
        target: Path,
        *,
        kind: str = "pdf",
        theme: str | None = None,
    ) -> Path:
        """The newest version as pdf, docx, html, md or json, written to ``target``."""
        call = Call(
            "GET",
            "/api/v1/cvs/{cv_id}/export",
            {"cv_id": cv_id},
            {"format": kind, "theme": theme},
            accept="*/*",
        )
        return self._client.save(call, target)

    def delete(self, cv_id: Id) -> None:
        self._client.ask(Call("DELETE", "/api/v1/cvs/{cv_id}", {"cv_id": cv_id}))


class Postings(_Group):
    """Job postings."""

    def all(self, *, limit: int | None = None) -> Iterator[types.PostingOut]:
        """All postings, newest first; ``limit`` is the size of a page."""
        return self._client.pages(Call("GET", "/api/v1/postings", params={"limit": limit}))

    def create(
        self,
        text: str | None = None,
        *,
        url: str | None = None,
        job_posting: Mapping[str, Any] | None = None,
        idempotency_key: str | None = None,
    ) -> types.PostingDetail:
        """A posting of its text, its address on the web, or schema.org JobPosting."""
        given = {"text": text, "url": url, "job_posting": job_posting}
        body = {name: value for name, value in given.items() if value is not None}
        made: types.PostingDetail = self._client.ask(
            Call("POST", "/api/v1/postings", json=body, idempotency_key=idempotency_key or new_key())
        )
        return made

    def get(self, posting_id: Id) -> types.PostingDetail:
        found: types.PostingDetail = self._client.ask(
            Call("GET", "/api/v1/postings/{posting_id}", {"posting_id": posting_id})
        )
        return found

    def delete(self, posting_id: Id) -> None:
        self._client.ask(Call("DELETE", "/api/v1/postings/{posting_id}", {"posting_id": posting_id}))


class Matches(_Group):
    """Matches of CVs and postings, and rankings."""

    def match(self, cv_id: Id, posting_id: Id, *, idempotency_key: str | None = None) -> types.MatchOut:
        """Hold a CV against a posting."""
        body = {"cv_id": str(cv_id), "posting_id": str(posting_id)}
        made: types.MatchOut = self._client.ask(
            Call("POST", "/api/v1/matches", json=body, idempotency_key=idempotency_key or new_key())
        )
        return made

    def all(
        self, *, cv_id: Id | None = None, posting_id: Id | None = None, limit: int | None = None
    ) -> Iterator[types.MatchSummary]:
        """Matches that were made, best first."""
        params = {"cv_id": cv_id, "posting_id": posting_id, "limit": limit}
        return self._client.pages(Call("GET", "/api/v1/matches", params=params))

    def get(self, match_id: Id) -> types.MatchOut:
        found: types.MatchOut = self._client.ask(
            Call("GET", "/api/v1/matches/{match_id}", {"match_id": match_id})
        )
        return found

    def best_cvs(self, posting_id: Id, *, limit: int | None = None) -> types.RankedCvs:
        """The best CVs of the workspace for a posting, ranked at once."""
        found: types.RankedCvs = self._client.ask(
            Call("GET", "/api/v1/matches/best/cvs/{posting_id}", {"posting_id": posting_id}, {"limit": limit})
        )
        return found

    def best_postings(self, cv_id: Id, *, limit: int | None = None) -> types.RankedPostings:
        """The best postings of the workspace for a CV."""
        found: types.RankedPostings = self._client.ask(
            Call("GET", "/api/v1/matches/best/postings/{cv_id}", {"cv_id": cv_id}, {"limit": limit})
        )
        return found

    def decide(self, cv_id: Id, posting_id: Id, verdict: str, reason: str) -> types.StandingOut:
        """Advance, hold or decline a candidate, with the reason that is kept."""
        made: types.StandingOut = self._client.ask(
            Call(
                "POST",
                "/api/v1/cvs/{cv_id}/decisions/{posting_id}",
                {"cv_id": cv_id, "posting_id": posting_id},
                json={"verdict": verdict, "reason": reason},
                idempotency_key=new_key(),
            )
        )
        return made


class Reviews(_Group):
    """Reviews of CVs."""

    def start(
        self, cv_id: Id, *, industry: str | None = None, idempotency_key: str | None = None
    ) -> types.ReviewOut:
        """Review the newest version of a CV."""
        made: types.ReviewOut = self._client.ask(
            Call(
                "POST",
                "/api/v1/cvs/{cv_id}/reviews",
                {"cv_id": cv_id},
                json={"industry": industry} if industry else {},
                idempotency_key=idempotency_key or new_key(),
            )
        )
        return made

    def history(self, cv_id: Id) -> list[types.ReviewSummary]:
        found: list[types.ReviewSummary] = self._client.ask(
            Call("GET", "/api/v1/cvs/{cv_id}/reviews", {"cv_id": cv_id})
        )
        return found

    def get(self, review_id: Id) -> types.ReviewOut:
        found: types.ReviewOut = self._client.ask(
            Call("GET", "/api/v1/reviews/{review_id}", {"review_id": review_id})
        )
        return found

    def industries(self) -> list[types.IndustryOut]:
        found: list[types.IndustryOut] = self._client.ask(Call("GET", "/api/v1/reviews/industries"))
        return found


class Tailorings(_Group):
    """Proposals to fit a CV to a posting, in which nothing is invented."""

    def propose(
        self, cv_id: Id, posting_id: Id, *, idempotency_key: str | None = None
    ) -> types.TailoringOut:
        body = {"cv_id": str(cv_id), "posting_id": str(posting_id)}
        made: types.TailoringOut = self._client.ask(
            Call("POST", "/api/v1/tailorings", json=body, idempotency_key=idempotency_key or new_key())
        )
        return made

    def all(
        self, *, cv_id: Id | None = None, posting_id: Id | None = None, limit: int | None = None
    ) -> Iterator[types.TailoringSummary]:
        params = {"cv_id": cv_id, "posting_id": posting_id, "limit": limit}
        return self._client.pages(Call("GET", "/api/v1/tailorings", params=params))

    def get(self, tailoring_id: Id) -> types.TailoringOut:
        found: types.TailoringOut = self._client.ask(
            Call("GET", "/api/v1/tailorings/{tailoring_id}", {"tailoring_id": tailoring_id})
        )
        return found

    def answer(
        self, tailoring_id: Id, question: str, *, confirmed: bool, words: list[str] | None = None
    ) -> types.TailoringOut:
        """Say whether the words of a question, by its ``key``, are true. To confirm, name each of them."""
        made: types.TailoringOut = self._client.ask(
            Call(
                "POST",
                "/api/v1/tailorings/{tailoring_id}/questions/{question}",
                {"tailoring_id": tailoring_id, "question": question},
                json={"confirmed": confirmed, "words": words or []},
                idempotency_key=new_key(),
            )
        )
        return made

    def apply(self, tailoring_id: Id, *, digest: str, accepted: list[int]) -> types.TailoringOut:
        """Make a version of the accepted changes; ``digest`` is that of the proposal that was looked at."""
        made: types.TailoringOut = self._client.ask(
            Call(
                "POST",
                "/api/v1/tailorings/{tailoring_id}/apply",
                {"tailoring_id": tailoring_id},
                json={"digest": digest, "accepted": accepted},
                idempotency_key=new_key(),
            )
        )
        return made


class Applications(_Group):
    """The board of applications."""

    def create(
        self, application: types.ApplicationIn, *, idempotency_key: str | None = None
    ) -> types.ApplicationOut:
        """Begin to follow a job: one of title, organization and posting_id says which."""
        made: types.ApplicationOut = self._client.ask(
            Call(
                "POST",
                "/api/v1/applications",
                json=application,
                idempotency_key=idempotency_key or new_key(),
            )
        )
        return made

    def all(
        self, *, q: str | None = None, stage_id: Id | None = None, limit: int | None = None
    ) -> Iterator[types.ApplicationOut]:
        """Applications, newest first; ``q`` looks in title, employer, place and notes."""
        params = {"q": q, "stage_id": stage_id, "limit": limit}
        return self._client.pages(Call("GET", "/api/v1/applications", params=params))

    def get(self, application_id: Id) -> types.ApplicationDetail:
        found: types.ApplicationDetail = self._client.ask(
            Call("GET", "/api/v1/applications/{application_id}", {"application_id": application_id})
        )
        return found

    def stages(self) -> list[types.StageOut]:
        found: list[types.StageOut] = self._client.ask(Call("GET", "/api/v1/application-stages"))
        return found

    def move(
        self, application_id: Id, stage_id: Id, *, note: str = "", version: int | None = None
    ) -> types.ApplicationOut:
        """Put it into another stage. Raises Stale where ``version`` is not the newest any more."""
        made: types.ApplicationOut = self._client.ask(
            Call(
                "POST",
                "/api/v1/applications/{application_id}/move",
                {"application_id": application_id},
                json={"stage_id": str(stage_id), "note": note},
                version=version,
                idempotency_key=new_key(),
            )
        )
        return made

    def today(self) -> list[types.ActionOut]:
        """What is due, which interviews are near, and whom to ask after quiet weeks."""
        found: list[types.ActionOut] = self._client.ask(Call("GET", "/api/v1/applications/today"))
        return found

    def delete(self, application_id: Id) -> None:
        self._client.ask(
            Call("DELETE", "/api/v1/applications/{application_id}", {"application_id": application_id})
        )


class Search(_Group):
    """Search over everything in the workspace, and answers with citations."""

    def search(self, q: str, *, limit: int | None = None) -> types.SearchOut:
        found: types.SearchOut = self._client.ask(
            Call("GET", "/api/v1/search", params={"q": q, "limit": limit})
        )
        return found

    def ask(self, q: str) -> Iterator[Event]:
        """An answer as it is written: events with JSON as their data."""
        call = Call("GET", "/api/v1/search/ask", params={"q": q}, accept="text/event-stream")
        return self._client.events(call)
