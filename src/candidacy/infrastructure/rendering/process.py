"""The service's side: a few kept processes that render, warm from the second document on.

They are started when first needed, ended when they take too long, and replaced after many documents, because
the typesetter remembers what it has set. What they hold in memory never weighs on the web process.
"""

import asyncio
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, NoReturn

from candidacy.domain.rendering import errors as rendering_errors
from candidacy.domain.rendering.errors import CvTooLong, RenderingFailed
from candidacy.infrastructure.rendering import wire
from candidacy.infrastructure.rendering.settings import RenderSettings
from candidacy.kernel.errors import AppError, Unavailable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from candidacy.domain.rendering import Format, Paper, Rendered, Sheet, Theme
    from candidacy.domain.resume import Resume

logger = logging.getLogger(__name__)

_BOOT = (
    "import json,sys;boot=json.loads(sys.argv[1]);sys.path[:]=boot['path'];"
    "from candidacy.infrastructure.rendering.child import main;"
    "main(sys.stdin.buffer,sys.stdout.buffer,boot['fonts'])"
)
_MOST_DOCUMENTS = 500
_GRACE = 5.0


class RenderProcesses:
    """Renders Resumes in processes of their own, as many at a time as the settings say. Close it."""

    def __init__(self, settings: RenderSettings | None = None) -> None:
        self._settings = settings or RenderSettings()
        self._places = asyncio.Semaphore(self._settings.processes)
        self._idle: list[_Child] = []
        self._lock = threading.Lock()

    async def render(
        self, resume: "Resume", kind: "Format", *, theme: "Theme", paper: "Paper", made: datetime
    ) -> "Rendered":
        """The file. Raises the errors of rendering, and Unavailable when all processes stay busy."""
        from candidacy.domain.rendering import Rendered

        request = self._request("file", resume, theme, paper) | {"format": kind, "made": made.isoformat()}
        answer, data = await self._ask(request)
        return Rendered(data, kind, answer["pages"], tuple(answer["warnings"]))

    async def render_sheet(
        self, sheet: "Sheet", kind: "Format", *, theme: "Theme", paper: "Paper", made: datetime
    ) -> "Rendered":
        """A document that is no Resume, as a file. Raises what ``render`` does."""
        from candidacy.domain.rendering import Rendered

        request = {"what": "sheet", "sheet": asdict(sheet), "theme": theme.name, "paper": paper}
        answer, data = await self._ask(request | {"format": kind, "made": made.isoformat()})
        return Rendered(data, kind, answer["pages"], tuple(answer["warnings"]))

    async def picture(self, resume: "Resume", *, theme: "Theme", paper: "Paper") -> bytes:
        """The first page as a small WebP picture. Raises what ``render`` does."""
        _, data = await self._ask(self._request("picture", resume, theme, paper))
        return data

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The processes that wait for a document."""
        with self._lock:
            return tuple(child.process_id for child in self._idle)

    def close(self) -> None:
        """End the processes that wait; one at work ends with its document."""
        with self._lock:
            children, self._idle = self._idle, []
        for child in children:
            child.end()

    @staticmethod
    def _request(what: str, resume: "Resume", theme: "Theme", paper: "Paper") -> dict[str, Any]:
        return {"what": what, "resume": resume.to_json_resume(), "theme": theme.name, "paper": paper}

    async def _ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        async with self._place():
            answer, data = await asyncio.to_thread(self._ask_child, request)
        if "error" in answer:
            _fail(answer)
        return answer, data

    @asynccontextmanager
    async def _place(self) -> "AsyncIterator[None]":
        try:
            await asyncio.wait_for(self._places.acquire(), self._settings.wait_seconds)
        except TimeoutError as exc:
            raise Unavailable(
                "Many documents are being rendered just now. Try again in a moment.", retry_after=2
            ) from exc
        try:
            yield
        finally:
            self._places.release()

    def _ask_child(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        child = self._take()
        try:
            answer = child.ask(request, self._settings.wall_seconds)
        except (OSError, ValueError) as exc:
            child.kill()
            if child.late:
                raise CvTooLong from exc
            logger.exception("a renderer failed")
            raise RenderingFailed from exc
        self._give_back(child)
        return answer

    def _take(self) -> "_Child":
        with self._lock:
            if self._idle:
                return self._idle.pop()
        folder = self._settings.font_folder
        return _Child(str(folder) if folder else None)

    def _give_back(self, child: "_Child") -> None:
        if child.documents >= _MOST_DOCUMENTS:
            child.end()
            return
        with self._lock:
            self._idle.append(child)


class _Child:
    """A running renderer."""

    def __init__(self, fonts: str | None) -> None:
        boot = json.dumps({"path": [entry for entry in sys.path if entry], "fonts": fonts})
        self.documents = 0
        self.late = False
        self._process = subprocess.Popen(  # noqa: S603 -- our own interpreter and code.
            [sys.executable, "-I", "-X", "utf8", "-c", _BOOT, boot],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"RAYON_NUM_THREADS": "2"},
            start_new_session=True,
        )

    @property
    def process_id(self) -> int:
        return self._process.pid

    def ask(self, request: Mapping[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """The answer; a child that takes longer than ``seconds`` is killed, which ends the wait."""
        if self._process.stdin is None or self._process.stdout is None:
            raise wire.Closed
        self.documents += 1
        watch = threading.Timer(seconds, self._expire)
        watch.start()
        try:
            wire.send(self._process.stdin, dict(request))
            return wire.receive(self._process.stdout)
        finally:
            watch.cancel()

    def _expire(self) -> None:
        self.late = True
        self._process.kill()

    def kill(self) -> None:
        self._process.kill()
        self.end()

    def end(self) -> None:
        """Close the pipe, at which the child ends by itself."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    logger.debug("a renderer was gone before its pipe was closed")
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _fail(answer: dict[str, Any]) -> NoReturn:
    """Raise the error that a child has named; an unknown one is a failed rendering."""
    kinds = [k for k in vars(rendering_errors).values() if isinstance(k, type) and issubclass(k, AppError)]
    kind = next((k for k in kinds if k.code == answer["error"]), RenderingFailed)
    raise kind(answer["message"])
