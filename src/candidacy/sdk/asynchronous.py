"""The asynchronous client; the synchronous one is made from this file."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
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


class AsyncCandidacy:
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
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        key = os.environ.get("CANDIDACY_API_KEY") if api_key is None else api_key
        headers = {"User-Agent": "candidacy-sdk"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        if workspace is not None:
            headers["X-Workspace"] = str(workspace)
        base = url or os.environ.get("CANDIDACY_URL") or "http://127.0.0.1:8000"
        self._http = httpx.AsyncClient(
            base_url=base, headers=headers, timeout=timeout, transport=transport, trust_env=False
        )
        self._retries = retries
        self.files = AsyncFiles(self)
        self.jobs = AsyncJobs(self)
        self.cvs = AsyncCvs(self)
        self.postings = AsyncPostings(self)
        self.matches = AsyncMatches(self)
        self.reviews = AsyncReviews(self)
        self.tailorings = AsyncTailorings(self)
        self.applications = AsyncApplications(self)
        self.search = AsyncSearch(self)

    async def __aenter__(self) -> AsyncCandidacy:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        await self._http.aclose()

    async def me(self) -> types.MeOut:
        """Who the key belongs to, and where it acts."""
        answer: types.MeOut = await self.ask(Call("GET", "/api/v1/me"))
        return answer

    async def send(self, call: Call) -> httpx.Response:
        """Send a call, again where that helps. Raises Unreachable, and Problem for what is refused."""
        attempt = 1
        while True:
            try:
                response = await self._http.request(**call.arguments())
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
            await asyncio.sleep(wait)
            attempt += 1

    async def ask(self, call: Call) -> Any:
        """The JSON of the answer; None where it has no body."""
        response = await self.send(call)
        return response.json() if response.content else None

    async def pages(self, call: Call) -> AsyncIterator[Any]:
        """The items of all pages of a list, asked for as they are needed."""
        cursor: str | None = None
        while True:
            params = {**call.params, "cursor": cursor}
            page = await self.ask(Call(call.method, call.path, call.ids, params))
            for item in page["items"]:
                yield item
            cursor = page["next_cursor"]
            if cursor is None:
                return

    async def events(self, call: Call) -> AsyncIterator[Event]:
        """The server-sent events of one exchange."""
        async with self._streamed(call) as response:
            parser = EventParser()
            async for line in response.aiter_lines():
                for event in parser.feed(line):
                    yield event

    @asynccontextmanager
    async def _streamed(self, call: Call) -> AsyncIterator[httpx.Response]:
        async with self._http.stream(**call.arguments()) as response:
            if response.is_error:
                await response.aread()
                raise problem_of(response)
            yield response

    async def save(self, call: Call, target: Path) -> Path:
        """Write the body of the answer to a file, in pieces."""
        async with self._streamed(call) as response:
            with target.open("wb") as file:
                async for piece in response.aiter_bytes():
                    file.write(piece)
        return target


class _Group:
    """Calls about one kind of thing."""

    def __init__(self, client: AsyncCandidacy) -> None:
        self._client = client


class AsyncFiles(_Group):
    """Files that were uploaded."""

    async def upload(
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
                return await self.upload(
                    file, name or content.name, purpose=purpose, idempotency_key=idempotency_key
                )
        sent: types.FileOut = await self._client.ask(
            Call(
                "POST",
                "/api/v1/files",
                files={"file": (name or "file", content)},
                form={"purpose": purpose},
                idempotency_key=idempotency_key or new_key(),
            )
        )
        return sent

    def all(self, *, limit: int | None = None) -> AsyncIterator[types.FileOut]:
        """All files, newest first; ``limit`` is the size of a page."""
        return self._client.pages(Call("GET", "/api/v1/files", params={"limit": limit}))

    async def get(self, file_id: Id) -> types.FileOut:
        found: types.FileOut = await self._client.ask(
            Call("GET", "/api/v1/files/{file_id}", {"file_id": file_id})
        )
        return found

    async def download(self, file_id: Id, target: Path) -> Path:
        """The original, written to ``target``."""
        call = Call("GET", "/api/v1/files/{file_id}/content", {"file_id": file_id}, accept="*/*")
        return await self._client.save(call, target)

    async def delete(self, file_id: Id) -> None:
        await self._client.ask(Call("DELETE", "/api/v1/files/{file_id}", {"file_id": file_id}))


class AsyncJobs(_Group):
    """Work in progress."""

    def all(self, *, limit: int | None = None) -> AsyncIterator[types.JobOut]:
        return self._client.pages(Call("GET", "/api/v1/jobs", params={"limit": limit}))

    async def get(self, job_id: Id) -> types.JobOut:
        found: types.JobOut = await self._client.ask(Call("GET", "/api/v1/jobs/{job_id}", {"job_id": job_id}))
        return found

    async def cancel(self, job_id: Id) -> types.JobOut:
        found: types.JobOut = await self._client.ask(
            Call("POST", "/api/v1/jobs/{job_id}/cancel", {"job_id": job_id}, idempotency_key=new_key())
        )
        return found

    async def events(self, job_id: Id, *, reconnects: int = 5) -> AsyncIterator[types.JobOut]:
        """How the job stands, at each change until its end.

        A stream that breaks off is taken up again, and each of its events says all there is to know. Raises
        StreamBroken after as many ``reconnects`` without any event.
        """
        call = Call("GET", "/api/v1/jobs/{job_id}/events", {"job_id": job_id}, accept="text/event-stream")
        left = reconnects
        while True:
            try:
                async for event in self._client.events(call):
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
            await asyncio.sleep(0.2)

    async def wait(self, job_id: Id) -> types.JobOut:
        """The job once it has succeeded. Raises JobFailed where it failed or was cancelled."""
        async for state in self.events(job_id):
            if state["status"] in FINAL:
                if state["status"] != "succeeded":
                    raise JobFailed(dict(state))
                return state
        raise StreamBroken(f"The events of job {job_id} ended before the job did.")


class AsyncCvs(_Group):
    """CVs and their versions."""

    def all(self, *, limit: int | None = None) -> AsyncIterator[types.CvOut]:
        """All CVs, newest first; ``limit`` is the size of a page."""
        return self._client.pages(Call("GET", "/api/v1/cvs", params={"limit": limit}))

    async def create(self, cv: types.CvIn, *, idempotency_key: str | None = None) -> types.CvOut:
        made: types.CvOut = await self._client.ask(
            Call("POST", "/api/v1/cvs", json=cv, idempotency_key=idempotency_key or new_key())
        )
        return made

    async def import_json(
        self, resume: Mapping[str, Any], *, idempotency_key: str | None = None
    ) -> types.CvImported:
        """A CV of JSON Resume, or of the JSON of Reactive Resume."""
        made: types.CvImported = await self._client.ask(
            Call("POST", "/api/v1/cvs/import", json=resume, idempotency_key=idempotency_key or new_key())
        )
        return made

    async def upload(self, content: Content, name: str | None = None) -> types.CvDetail:
        """Send a CV as a file and wait until it was read. Raises JobFailed where it could not be."""
        file = await self._client.files.upload(content, name)
        if file["job_id"] is not None:
            await self._client.jobs.wait(file["job_id"])
        async for cv in self.all():
            if cv["file_id"] == file["id"]:
                return await self.get(cv["id"])
        raise JobFailed({"status": "succeeded", "error_message": "No CV was made of this file."})

    async def get(self, cv_id: Id) -> types.CvDetail:
        found: types.CvDetail = await self._client.ask(Call("GET", "/api/v1/cvs/{cv_id}", {"cv_id": cv_id}))
        return found

    async def rename(self, cv_id: Id, title: str) -> types.CvOut:
        found: types.CvOut = await self._client.ask(
            Call("PATCH", "/api/v1/cvs/{cv_id}", {"cv_id": cv_id}, json={"title": title})
        )
        return found

    async def change(
        self, cv_id: Id, changes: Mapping[str, Any], *, version: int | None = None
    ) -> types.CvOut:
        """A new version with values at JSON pointers changed: ``{"/basics/label": "Data engineer"}``.

        Raises Stale where ``version`` is not the newest any more.
        """
        body = {"changes": [{"path": path, "value": value} for path, value in changes.items()]}
        found: types.CvOut = await self._client.ask(
            Call("PATCH", "/api/v1/cvs/{cv_id}/values", {"cv_id": cv_id}, json=body, version=version)
        )
        return found

    async def versions(self, cv_id: Id) -> list[types.VersionOut]:
        found: list[types.VersionOut] = await self._client.ask(
            Call("GET", "/api/v1/cvs/{cv_id}/versions", {"cv_id": cv_id})
        )
        return found

    async def export(
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
        return await self._client.save(call, target)

    async def delete(self, cv_id: Id) -> None:
        await self._client.ask(Call("DELETE", "/api/v1/cvs/{cv_id}", {"cv_id": cv_id}))


class AsyncPostings(_Group):
    """Job postings."""

    def all(self, *, limit: int | None = None) -> AsyncIterator[types.PostingOut]:
        """All postings, newest first; ``limit`` is the size of a page."""
        return self._client.pages(Call("GET", "/api/v1/postings", params={"limit": limit}))

    async def create(
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
        made: types.PostingDetail = await self._client.ask(
            Call("POST", "/api/v1/postings", json=body, idempotency_key=idempotency_key or new_key())
        )
        return made

    async def get(self, posting_id: Id) -> types.PostingDetail:
        found: types.PostingDetail = await self._client.ask(
            Call("GET", "/api/v1/postings/{posting_id}", {"posting_id": posting_id})
        )
        return found

    async def delete(self, posting_id: Id) -> None:
        await self._client.ask(Call("DELETE", "/api/v1/postings/{posting_id}", {"posting_id": posting_id}))


class AsyncMatches(_Group):
    """Matches of CVs and postings, and rankings."""

    async def match(self, cv_id: Id, posting_id: Id, *, idempotency_key: str | None = None) -> types.MatchOut:
        """Hold a CV against a posting."""
        body = {"cv_id": str(cv_id), "posting_id": str(posting_id)}
        made: types.MatchOut = await self._client.ask(
            Call("POST", "/api/v1/matches", json=body, idempotency_key=idempotency_key or new_key())
        )
        return made

    def all(
        self, *, cv_id: Id | None = None, posting_id: Id | None = None, limit: int | None = None
    ) -> AsyncIterator[types.MatchSummary]:
        """Matches that were made, best first."""
        params = {"cv_id": cv_id, "posting_id": posting_id, "limit": limit}
        return self._client.pages(Call("GET", "/api/v1/matches", params=params))

    async def get(self, match_id: Id) -> types.MatchOut:
        found: types.MatchOut = await self._client.ask(
            Call("GET", "/api/v1/matches/{match_id}", {"match_id": match_id})
        )
        return found

    async def best_cvs(self, posting_id: Id, *, limit: int | None = None) -> types.RankedCvs:
        """The best CVs of the workspace for a posting, ranked at once."""
        found: types.RankedCvs = await self._client.ask(
            Call("GET", "/api/v1/matches/best/cvs/{posting_id}", {"posting_id": posting_id}, {"limit": limit})
        )
        return found

    async def best_postings(self, cv_id: Id, *, limit: int | None = None) -> types.RankedPostings:
        """The best postings of the workspace for a CV."""
        found: types.RankedPostings = await self._client.ask(
            Call("GET", "/api/v1/matches/best/postings/{cv_id}", {"cv_id": cv_id}, {"limit": limit})
        )
        return found

    async def decide(self, cv_id: Id, posting_id: Id, verdict: str, reason: str) -> types.StandingOut:
        """Advance, hold or decline a candidate, with the reason that is kept."""
        made: types.StandingOut = await self._client.ask(
            Call(
                "POST",
                "/api/v1/cvs/{cv_id}/decisions/{posting_id}",
                {"cv_id": cv_id, "posting_id": posting_id},
                json={"verdict": verdict, "reason": reason},
                idempotency_key=new_key(),
            )
        )
        return made


class AsyncReviews(_Group):
    """Reviews of CVs."""

    async def start(
        self, cv_id: Id, *, industry: str | None = None, idempotency_key: str | None = None
    ) -> types.ReviewOut:
        """Review the newest version of a CV."""
        made: types.ReviewOut = await self._client.ask(
            Call(
                "POST",
                "/api/v1/cvs/{cv_id}/reviews",
                {"cv_id": cv_id},
                json={"industry": industry} if industry else {},
                idempotency_key=idempotency_key or new_key(),
            )
        )
        return made

    async def history(self, cv_id: Id) -> list[types.ReviewSummary]:
        found: list[types.ReviewSummary] = await self._client.ask(
            Call("GET", "/api/v1/cvs/{cv_id}/reviews", {"cv_id": cv_id})
        )
        return found

    async def get(self, review_id: Id) -> types.ReviewOut:
        found: types.ReviewOut = await self._client.ask(
            Call("GET", "/api/v1/reviews/{review_id}", {"review_id": review_id})
        )
        return found

    async def industries(self) -> list[types.IndustryOut]:
        found: list[types.IndustryOut] = await self._client.ask(Call("GET", "/api/v1/reviews/industries"))
        return found


class AsyncTailorings(_Group):
    """Proposals to fit a CV to a posting, in which nothing is invented."""

    async def propose(
        self, cv_id: Id, posting_id: Id, *, idempotency_key: str | None = None
    ) -> types.TailoringOut:
        body = {"cv_id": str(cv_id), "posting_id": str(posting_id)}
        made: types.TailoringOut = await self._client.ask(
            Call("POST", "/api/v1/tailorings", json=body, idempotency_key=idempotency_key or new_key())
        )
        return made

    def all(
        self, *, cv_id: Id | None = None, posting_id: Id | None = None, limit: int | None = None
    ) -> AsyncIterator[types.TailoringSummary]:
        params = {"cv_id": cv_id, "posting_id": posting_id, "limit": limit}
        return self._client.pages(Call("GET", "/api/v1/tailorings", params=params))

    async def get(self, tailoring_id: Id) -> types.TailoringOut:
        found: types.TailoringOut = await self._client.ask(
            Call("GET", "/api/v1/tailorings/{tailoring_id}", {"tailoring_id": tailoring_id})
        )
        return found

    async def answer(
        self, tailoring_id: Id, question: str, *, confirmed: bool, words: list[str] | None = None
    ) -> types.TailoringOut:
        """Say whether the words of a question, by its ``key``, are true. To confirm, name each of them."""
        made: types.TailoringOut = await self._client.ask(
            Call(
                "POST",
                "/api/v1/tailorings/{tailoring_id}/questions/{question}",
                {"tailoring_id": tailoring_id, "question": question},
                json={"confirmed": confirmed, "words": words or []},
                idempotency_key=new_key(),
            )
        )
        return made

    async def apply(self, tailoring_id: Id, *, digest: str, accepted: list[int]) -> types.TailoringOut:
        """Make a version of the accepted changes; ``digest`` is that of the proposal that was looked at."""
        made: types.TailoringOut = await self._client.ask(
            Call(
                "POST",
                "/api/v1/tailorings/{tailoring_id}/apply",
                {"tailoring_id": tailoring_id},
                json={"digest": digest, "accepted": accepted},
                idempotency_key=new_key(),
            )
        )
        return made


class AsyncApplications(_Group):
    """The board of applications."""

    async def create(
        self, application: types.ApplicationIn, *, idempotency_key: str | None = None
    ) -> types.ApplicationOut:
        """Begin to follow a job: one of title, organization and posting_id says which."""
        made: types.ApplicationOut = await self._client.ask(
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
    ) -> AsyncIterator[types.ApplicationOut]:
        """Applications, newest first; ``q`` looks in title, employer, place and notes."""
        params = {"q": q, "stage_id": stage_id, "limit": limit}
        return self._client.pages(Call("GET", "/api/v1/applications", params=params))

    async def get(self, application_id: Id) -> types.ApplicationDetail:
        found: types.ApplicationDetail = await self._client.ask(
            Call("GET", "/api/v1/applications/{application_id}", {"application_id": application_id})
        )
        return found

    async def stages(self) -> list[types.StageOut]:
        found: list[types.StageOut] = await self._client.ask(Call("GET", "/api/v1/application-stages"))
        return found

    async def move(
        self, application_id: Id, stage_id: Id, *, note: str = "", version: int | None = None
    ) -> types.ApplicationOut:
        """Put it into another stage. Raises Stale where ``version`` is not the newest any more."""
        made: types.ApplicationOut = await self._client.ask(
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

    async def today(self) -> list[types.ActionOut]:
        """What is due, which interviews are near, and whom to ask after quiet weeks."""
        found: list[types.ActionOut] = await self._client.ask(Call("GET", "/api/v1/applications/today"))
        return found

    async def delete(self, application_id: Id) -> None:
        await self._client.ask(
            Call("DELETE", "/api/v1/applications/{application_id}", {"application_id": application_id})
        )


class AsyncSearch(_Group):
    """Search over everything in the workspace, and answers with citations."""

    async def search(self, q: str, *, limit: int | None = None) -> types.SearchOut:
        found: types.SearchOut = await self._client.ask(
            Call("GET", "/api/v1/search", params={"q": q, "limit": limit})
        )
        return found

    def ask(self, q: str) -> AsyncIterator[Event]:
        """An answer as it is written: events with JSON as their data."""
        call = Call("GET", "/api/v1/search/ask", params={"q": q}, accept="text/event-stream")
        return self._client.events(call)
