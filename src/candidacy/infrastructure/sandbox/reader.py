"""The service's side: documents in, readings or typed errors out, and a zygote that is there when needed.

The values of the domain are imported when the first answer comes: a command then loads them while the zygote
loads the reader.
"""

import asyncio
import base64
import json
import logging
import os
import signal
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any

from candidacy.infrastructure.sandbox import wire
from candidacy.infrastructure.sandbox.child import Child
from candidacy.infrastructure.sandbox.limits import Limits
from candidacy.infrastructure.sandbox.process import GRACE, ZygoteProcess
from candidacy.infrastructure.sandbox.recognition import MAX_PAGES, Recogniser, RecognitionFailed
from candidacy.infrastructure.sandbox.zygote import CRASHED, OUT_OF_MEMORY
from candidacy.kernel.errors import AppError, Unavailable

if TYPE_CHECKING:
    from candidacy.domain.exchange import Imported
    from candidacy.domain.pictures import MadePicture
    from candidacy.domain.reading import Document, Reading
    from candidacy.domain.reading.recognised import RecognisedPage

logger = logging.getLogger(__name__)

TOGETHER = 16
"""Documents of a batch that one child reads at most: what a hostile one among them could reach."""
_Ask = Callable[[bytes, bytes], dict[str, Any]]
_INTERRUPTED = "Reading was interrupted. Try again."
_ENDED_BY = (
    signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL, signal.SIGABRT, signal.SIGTRAP, signal.SIGILL
)  # fmt: skip
_TOO_EXPENSIVE_EXITS = frozenset({*(-number for number in _ENDED_BY), OUT_OF_MEMORY})
"""Time is up, or memory: the PDF library ends its process when it gets none."""


class DocumentReader:
    """Reads documents in confined child processes, several at a time.

    ``preload`` loads all formats ahead, for a service; without it a child loads what its document needs,
    which is quicker for one file. With a ``recogniser`` scans, and PDFs whose text is stored in an unknown
    code, are read by their looks. Close it, or use it as a context manager.
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        parallel: int | None = None,
        preload: bool = True,
        recogniser: Recogniser | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._recogniser = recogniser
        self._preload = preload
        self._parallel = parallel or max(os.cpu_count() or 1, 1)
        self._places = asyncio.Semaphore(self._parallel)
        self._lock = threading.Lock()
        self._zygote: ZygoteProcess | None = None

    def __enter__(self) -> "DocumentReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def read(self, data: bytes, name: str | None = None, *, region: str | None = None) -> "Reading":
        """Read a document and its Resume; cancelling ends the child at once."""
        try:
            answer = await self._ask(_request("reading", name, region), data)
        except AppError as error:
            if self._recogniser is None or not _may_be_recognised(error, data):
                raise
            answer = await asyncio.to_thread(self._recognised, self._recogniser, data, region, error)
        reading: Reading = _codec().decoded_reading(answer)
        return reading

    async def read_document(self, data: bytes, name: str | None = None) -> "Document":
        """Read a document's text and layout only."""
        answer = await self._ask(_request("document", name, None), data)
        document: Document = _codec().decoded_document(answer["document"])
        return document

    async def import_resume(self, data: bytes) -> "Imported":
        """The Resume of another program's file. Raises UnknownExchangeFormat, or what reading does."""
        imported: Imported = _codec().decoded_import(await self._ask(_request("import", None, None), data))
        return imported

    async def page_picture(self, data: bytes, number: int) -> bytes:
        """Page ``number`` (from 1) of a PDF as a WebP picture. Raises NoSuchPage, or what reading does."""
        request = json.dumps({"what": "picture", "page": number}).encode()
        answer = await self._ask(request, data)
        return base64.b64decode(answer["picture"])

    async def remade_pictures(self, data: bytes) -> "list[MadePicture]":
        """A picture made anew in some widths, without metadata. Raises NotAPicture or PictureTooLarge."""
        from candidacy.domain.pictures import MadePicture

        answer = await self._ask(json.dumps({"what": "remade"}).encode(), data)
        return [MadePicture(w, h, base64.b64decode(content)) for w, h, content in answer["pictures"]]

    def read_sync(self, data: bytes, name: str | None = None, *, region: str | None = None) -> "Reading":
        """Like ``read``, for code without an event loop."""
        return self._reading(self._ask_sync, data, name, region)

    def _reading(self, ask: _Ask, data: bytes, name: str | None, region: str | None) -> "Reading":
        try:
            answer = ask(_request("reading", name, region), data)
        except AppError as error:
            if self._recogniser is None or not _may_be_recognised(error, data):
                raise
            answer = self._recognised(self._recogniser, data, region, error)
        reading: Reading = _codec().decoded_reading(answer)
        return reading

    def import_resume_sync(self, data: bytes) -> "Imported":
        """Like ``import_resume``, for code without an event loop."""
        imported: Imported = _codec().decoded_import(self._ask_sync(_request("import", None, None), data))
        return imported

    def read_document_sync(self, data: bytes, name: str | None = None) -> "Document":
        """Like ``read_document``, for code without an event loop."""
        answer = self._ask_sync(_request("document", name, None), data)
        document: Document = _codec().decoded_document(answer["document"])
        return document

    def read_many(
        self, files: Iterable[tuple[bytes, str | None]], *, region: str | None = None
    ) -> "Iterator[Reading | AppError]":
        """Read several files side by side; results come in the order of the files, an error in its place.

        For the files of one owner only: a child reads some of them one after another.
        """
        waiting: deque[Future[Reading | AppError]] = deque()
        idle: deque[Child] = deque()
        try:
            with ThreadPoolExecutor(self._parallel) as pool:
                for data, name in files:
                    waiting.append(pool.submit(self._read_or_error, idle, data, name, region))
                    if len(waiting) > 2 * self._parallel:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
        finally:
            for child in idle:
                child.end()

    def _read_or_error(
        self, idle: deque[Child], data: bytes, name: str | None, region: str | None
    ) -> "Reading | AppError":
        try:
            return self._reading(partial(self._ask_in_turn, idle), data, name, region)
        except AppError as error:
            return error

    def _ask_in_turn(self, idle: deque[Child], request: bytes, data: bytes) -> dict[str, Any]:
        """The answer of an idle child, else of a new one; a failure is only believed of a fresh child."""
        child = _taken(idle) or self._child(TOGETHER)
        is_fresh = child.is_fresh
        try:
            answer = self._answer_of(child, request, data)
        except (AppError, ConnectionError) as error:
            if is_fresh and isinstance(error, AppError):
                raise
            return self._ask_sync(request, data)
        if answer.get("last", True):
            child.end()
        else:
            idle.append(child)
        return answer

    def _recognised(
        self, recogniser: Recogniser, data: bytes, region: str | None, error: AppError
    ) -> dict[str, Any]:
        """The answer by the looks of the pages; ``error`` stays the reason when nothing can be recognised."""
        try:
            pages = self._recognised_pages(recogniser, data)
            request = json.dumps({"what": "recognised", "region": region}).encode()
            return self._ask_sync(request, _codec().encoded_pages(pages))
        except (RecognitionFailed, _errors().NoText) as failure:
            logger.warning("no text was recognised", extra={"reason": type(failure).__name__})
            raise error from failure

    def _recognised_pages(self, recogniser: Recogniser, data: bytes) -> "list[RecognisedPage]":
        """Each page is painted in a child and looked at by the recogniser."""
        from candidacy.infrastructure.sandbox.recognising import recognised_page

        pages: list[RecognisedPage] = []
        count = 1
        while len(pages) < min(count, MAX_PAGES):
            request = json.dumps({"what": "gray", "page": len(pages) + 1}).encode()
            answer = self._ask_sync(request, data)
            count = int(answer["pages"])
            pages.append(recognised_page(answer, recogniser))
        return pages

    def start(self) -> None:
        """Start the zygote ahead of the first document."""
        with self._lock:
            self._started()

    @property
    def process_id(self) -> int | None:
        """The zygote's process; None before it is started and after ``close``."""
        return None if self._zygote is None else self._zygote.process_id

    def close(self) -> None:
        """End the zygote and every child."""
        with self._lock:
            zygote, self._zygote = self._zygote, None
        if zygote is not None:
            zygote.end()

    async def _ask(self, request: bytes, data: bytes) -> dict[str, Any]:
        """The answer; a child lost together with its zygote is asked for once more."""
        async with self._places:
            try:
                return _checked(await self._attempt(request, data))
            except (ConnectionError, asyncio.IncompleteReadError):
                logger.warning("the zygote was lost; a document is read once more")
            try:
                return _checked(await self._attempt(request, data))
            except (ConnectionError, asyncio.IncompleteReadError) as error:
                raise Unavailable(_INTERRUPTED) from error

    async def _attempt(self, request: bytes, data: bytes) -> bytes:
        connecting = asyncio.ensure_future(asyncio.to_thread(self._connect))
        try:
            zygote, connection = await asyncio.shield(connecting)
        except asyncio.CancelledError:
            connecting.add_done_callback(_hung_up)
            raise
        child = 0
        reader, writer = await asyncio.open_connection(sock=connection, limit=1 << 20)
        try:
            async with asyncio.timeout(self._limits.wall_seconds + GRACE):
                child = int(await _frame(reader))
                writer.write(wire.framed(request) + wire.framed(data))
                return await _frame(reader)
        except TimeoutError:
            zygote.kill(child)
            raise _errors().ReadingTooExpensive from None
        except asyncio.CancelledError:
            zygote.kill(child)
            raise
        except (ConnectionError, asyncio.IncompleteReadError):
            await asyncio.to_thread(self._discard, zygote)
            raise
        finally:
            writer.close()

    def _ask_sync(self, request: bytes, data: bytes) -> dict[str, Any]:
        """The answer of a child that reads nothing else."""
        try:
            return self._ask_once(request, data)
        except ConnectionError:
            logger.warning("the zygote was lost; a document is read once more")
        try:
            return self._ask_once(request, data)
        except ConnectionError as error:
            raise Unavailable(_INTERRUPTED) from error

    def _ask_once(self, request: bytes, data: bytes) -> dict[str, Any]:
        child = self._child(documents=1)
        try:
            return self._answer_of(child, request, data)
        finally:
            child.end()

    def _child(self, documents: int) -> Child:
        return Child(*self._connect(documents), self._limits.wall_seconds + GRACE)

    def _answer_of(self, child: Child, request: bytes, data: bytes) -> dict[str, Any]:
        """What a child answers; it is ended when it does not, or answers with an error."""
        try:
            return _checked(child.ask(request, data))
        except TimeoutError:
            child.end()
            raise _errors().ReadingTooExpensive from None
        except ConnectionError:
            child.end()
            self._discard(child.zygote)
            raise
        except BaseException:
            child.end()
            raise

    def _connect(self, documents: int = 1) -> "tuple[ZygoteProcess, socket.socket]":
        """A socket to a new child; a zygote that has died is replaced."""
        with self._lock:
            for _ in range(2):
                zygote = self._started()
                try:
                    return zygote, zygote.new_child(documents)
                except OSError:
                    self._zygote = None
                    zygote.end()
        raise Unavailable("The process that reads documents cannot be started. Try again in a moment.")

    def _discard(self, zygote: "ZygoteProcess") -> None:
        """Give up a zygote that closed a connection without a word: it is dead or about to be."""
        with self._lock:
            if self._zygote is zygote:
                self._zygote = None
        zygote.end()

    def _started(self) -> "ZygoteProcess":
        if self._zygote is not None and not self._zygote.is_ours:
            self._zygote.end()
            self._zygote = None
        if self._zygote is None:
            self._zygote = ZygoteProcess(self._limits, preload=self._preload)
        return self._zygote


def _request(what: str, name: str | None, region: str | None) -> bytes:
    return json.dumps({"what": what, "name": name, "region": region}).encode()


def _may_be_recognised(error: AppError, data: bytes) -> bool:
    """Whether a document without usable text has pages to look at."""
    return isinstance(error, _errors().NoText) and b"%PDF-" in data[:1024]


def _codec() -> Any:
    from candidacy.infrastructure.sandbox import codec

    return codec


def _errors() -> Any:
    from candidacy.domain.reading import errors

    return errors


async def _frame(reader: asyncio.StreamReader) -> bytes:
    return await reader.readexactly(wire.frame_length(await reader.readexactly(wire.LENGTH_SIZE)))


def _hung_up(connecting: "asyncio.Future[tuple[ZygoteProcess, socket.socket]]") -> None:
    """Close the connection that nobody waits for any more; its child then ends."""
    if not connecting.cancelled() and connecting.exception() is None:
        connecting.result()[1].close()


def _taken(idle: deque[Child]) -> Child | None:
    """An idle child, which is then this thread's alone."""
    try:
        return idle.pop()
    except IndexError:
        return None


def _checked(answer: bytes) -> dict[str, Any]:
    """The answer, or the error that it is."""
    try:
        result: dict[str, Any] = _codec().loads(answer)
    except (ValueError, TypeError) as error:
        raise _errors().DamagedFile from error
    if "error" not in result:
        return result
    if result["error"] != CRASHED:
        raise _codec().decoded_error(result)
    if result.get("exit_code") in _TOO_EXPENSIVE_EXITS:
        raise _errors().ReadingTooExpensive
    logger.error(
        "a reader failed", extra={"exit_code": result.get("exit_code"), "place": result.get("message")}
    )
    raise _errors().DamagedFile
