"""The long-lived child: it has loaded the reader, and forks for each document, or for a few of one batch.

It has one thread, so forking is safe; it never reads a document itself, so no document can hurt the next.
It ends with the process that started it, because the control socket then closes.
"""

import base64
import contextlib
import gc
import os
import select
import signal
import socket
from importlib.resources import files
from typing import Any, NoReturn

from candidacy.infrastructure.sandbox import wire
from candidacy.infrastructure.sandbox.limits import Limits, confine

CRASHED = "crashed"
OUT_OF_MEMORY = 3
"""The exit status of a child that had too little memory."""
_ANSWERED = 0


class Zygote:
    """The loop over documents to be read and children that have ended."""

    def __init__(self, control: socket.socket, limits: Limits) -> None:
        self._control = control
        self._limits = limits
        self._children: dict[int, int] = {}
        """The socket of the document that each child reads."""
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_write, False)
        signal.set_wakeup_fd(self._wake_write, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def run(self) -> None:
        try:
            while True:
                ready, _, _ = select.select([self._control.fileno(), self._wake_read], [], [])
                if self._wake_read in ready:
                    os.read(self._wake_read, 4096)
                    self._reap()
                if self._control.fileno() in ready:
                    self._obey()
        except wire.Closed:
            for child in self._children:
                _kill(child)

    def _obey(self) -> None:
        operation, number, descriptors = wire.receive_message(self._control)
        if operation == wire.KILL and number in self._children:
            _kill(number)
        for descriptor in descriptors:
            self._fork(descriptor, number)

    def _fork(self, descriptor: int, documents: int) -> None:
        child = os.fork()
        if child == 0:
            self._become_child(descriptor, documents)
        self._children[child] = descriptor

    def _become_child(self, descriptor: int, documents: int) -> NoReturn:
        """From here on the process is the child: it answers and ends, whatever happens."""
        status = 1
        try:
            os.setsid()
            gc.enable()
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._control.close()
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 2)
            for other in (nowhere, self._wake_read, self._wake_write, *self._children.values()):
                os.close(other)
            status = answer(descriptor, self._limits, documents)
        finally:
            os._exit(status)

    def _reap(self) -> None:
        while self._children:
            child, status = os.waitpid(-1, os.WNOHANG)
            if child == 0:
                return
            descriptor = self._children.pop(child)
            if os.waitstatus_to_exitcode(status) != _ANSWERED:
                _say_crashed(descriptor, os.waitstatus_to_exitcode(status))
            os.close(descriptor)


def answer(descriptor: int, limits: Limits, documents: int = 1) -> int:
    """Read the documents that come over the socket under the limits; returns the exit status."""
    from candidacy.infrastructure.sandbox import codec

    wire.write_frame(descriptor, str(os.getpid()).encode())
    request, data = _asked(descriptor)
    allowance = confine(limits, documents=documents)
    try:
        while True:
            result, is_sound = _answered(request, data)
            documents -= 1
            is_last = documents < 1 or not is_sound or allowance.is_spent
            said = codec.dumps(result | {"last": is_last})
            allowance.rest()
            wire.write_frame(descriptor, said)
            if is_last:
                return _ANSWERED
            request, data = _asked(descriptor)
            allowance.renew()
    except MemoryError:
        return OUT_OF_MEMORY
    except wire.Closed:
        return _ANSWERED


def _asked(descriptor: int) -> tuple[dict[str, Any], bytes]:
    """The next request and its document. Raises Closed when there is none."""
    from candidacy.infrastructure.sandbox import codec

    return codec.loads(wire.read_frame(descriptor)), wire.read_frame(descriptor)


def _answered(request: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bool]:
    """The answer, and whether the process is as good for another document as it was for this one."""
    from candidacy.infrastructure.sandbox import codec
    from candidacy.kernel.errors import AppError

    try:
        return _read(request, data), True
    except AppError as error:
        # Where a library gave up, what it leaves behind is not worth a doubt about the next document.
        return codec.encoded_error(error), False
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 -- a fault of ours in the child must come out as an answer.
        return {"error": CRASHED, "message": _place_of(error)}, False


def _read(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    from candidacy.domain import reading
    from candidacy.infrastructure.sandbox import codec

    if request["what"] == "picture":
        from candidacy.domain.reading.pdf.picture import page_picture

        return {"picture": base64.b64encode(page_picture(data, request["page"])).decode()}
    if request["what"] == "remade":
        return _remade(data)
    if request["what"] == "gray":
        return _gray_page(data, request["page"])
    if request["what"] == "recognised":
        pages = codec.decoded_pages(data)
        return codec.encoded_reading(reading.read_recognised(pages, region=request["region"]))
    if request["what"] == "document":
        return {"document": codec.encoded_document(reading.read_document(data, request["name"]))}
    if request["what"] == "import":
        from candidacy.domain.exchange import import_resume

        return codec.encoded_import(import_resume(data))
    from candidacy.domain.exchange import find_reading

    if (exchanged := find_reading(data)) is not None:
        return codec.encoded_reading(exchanged)
    return codec.encoded_reading(reading.read(data, request["name"], region=request["region"]))


def _remade(data: bytes) -> dict[str, Any]:
    from candidacy.domain.pictures import remade

    made = [(p.width, p.height, base64.b64encode(p.data).decode()) for p in remade(data)]
    return {"pictures": made}


def _gray_page(data: bytes, number: int) -> dict[str, Any]:
    from candidacy.domain.reading.pdf.picture import gray_page
    from candidacy.infrastructure.sandbox.recognition import DOTS_PER_INCH

    page = gray_page(data, number, dots_per_inch=DOTS_PER_INCH)
    return {
        "width": page.width,
        "height": page.height,
        "pixels": base64.b64encode(page.pixels).decode(),
        "points": [page.points.width, page.points.height],
        "pages": page.pages,
    }


def _place_of(error: BaseException) -> str:
    """Where the fault is; its message might quote the document."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "" if trace is None else f" at {trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}"
    return f"{type(error).__name__}{where}"


def _say_crashed(descriptor: int, exit_code: int) -> None:
    from candidacy.infrastructure.sandbox import codec

    with contextlib.suppress(OSError):
        os.set_blocking(descriptor, False)
        os.write(descriptor, wire.framed(codec.dumps({"error": CRASHED, "exit_code": exit_code})))


def _kill(child: int) -> None:
    """End a child and all in its group."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(child, signal.SIGKILL)


def _preload() -> None:
    """Load what every format needs once, before the first document."""
    import chardet  # noqa: F401
    import lxml.etree  # noqa: F401
    import pypdf.filters  # noqa: F401
    from phonenumbers import PhoneMetadata
    from PIL import WebPImagePlugin  # noqa: F401

    from candidacy.domain.reading import docx, html, odt, read, rtf  # noqa: F401
    from candidacy.domain.reading.language import load_model
    from candidacy.domain.reading.pdf.library import library

    library()
    load_model()
    PhoneMetadata.load_all()
    folder = files("candidacy.infrastructure.sandbox") / "samples"
    for name in ("cv.pdf", "cv.docx"):
        read((folder / name).read_bytes())
    for sample in (_SAMPLE_TEXT, _SAMPLE_PDF):
        read(sample)


_SAMPLE_TEXT = b"""Ada Lovelace
ada@example.org | +44 20 7946 0958 | +1 416 555 0142 | London, UK | github.com/ada
+49 30 901820 | +33 1 23 45 67 89 | +34 912 345 678 | +39 06 1234 5678 | +31 20 123 4567 | +55 11 2345 6789
+351 21 234 5678 | +48 22 123 45 67 | +41 44 123 45 67 | +43 1 234567 | +91 80 1234 5678 | +61 2 1234 5678

Work experience and internships
Analyst, Analytical Engines Ltd, London, Jan 2019 - Present
- Wrote programmes for 40 mathematical engines

Education
BSc Mathematics, University of London, 2015 - 2018

Skills
Python, PostgreSQL

Languages
English (native)
"""
_SAMPLE_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R
/Resources<</Font<</F 5 0 R/B 6 0 R>>>>>>endobj
4 0 obj<</Length 80>>stream
BT /F 10 Tf 50 800 Td (Ada Lovelace) Tj /B 10 Tf 0 -20 Td (Analyst of engines) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
6 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Bold>>endobj
trailer<</Root 1 0 R>>"""
"""Small CVs that make the libraries load what they load at first use: each child would do it again."""


def main(descriptor: int, limits: Limits, *, preload: bool) -> None:
    """Run as the zygote on an inherited control socket."""
    control = socket.socket(fileno=descriptor)
    zygote = Zygote(control, limits)
    import candidacy.infrastructure.sandbox.codec  # noqa: F401

    if preload:
        _preload()
    # What is loaded now is shared with the children for as long as no collection touches it.
    gc.collect()
    gc.freeze()
    gc.disable()
    zygote.run()
