import json
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from candidacy.domain.reading import errors
from candidacy.domain.reading.tests.making import at, docx, paragraph, pdf
from candidacy.infrastructure.sandbox import DocumentReader, Limits, wire
from candidacy.infrastructure.sandbox.child import Child
from candidacy.infrastructure.sandbox.process import ZygoteProcess
from candidacy.infrastructure.sandbox.tests import hostile
from candidacy.kernel.errors import AppError

_REQUEST = json.dumps({"what": "reading", "name": "cv.txt", "region": None}).encode()
_SECONDS = 60.0


@pytest.fixture(scope="module")
def zygote() -> Iterator[ZygoteProcess]:
    zygote = ZygoteProcess(Limits(memory=200 << 20), preload=False)
    yield zygote
    zygote.end()


@pytest.fixture
def child(zygote: ZygoteProcess) -> Iterator[Child]:
    child = Child(zygote, zygote.new_child(documents=3), _SECONDS)
    yield child
    child.end()


def _ask(child: Child, data: bytes) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(child.ask(_REQUEST, data))
    return answer


def _text(reading: object) -> str:
    return getattr(getattr(reading, "document", None), "text", type(reading).__name__)


def _children_of(process: int | None) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == process:
            found.append(int(stat.parent.name))
    return found


def test_a_child_reads_as_many_documents_as_it_may_and_ends(child: Child) -> None:
    answers = [_ask(child, f"text {number}".encode()) for number in range(3)]

    assert [answer["document"]["text"] for answer in answers] == ["text 0", "text 1", "text 2"]
    assert [answer["last"] for answer in answers] == [False, False, True]
    with pytest.raises(ConnectionError):
        child.ask(_REQUEST, b"text 3")


def test_a_child_that_refused_a_document_reads_no_other(child: Child) -> None:
    answer = _ask(child, b"")

    assert (answer["error"], answer["last"]) == (errors.EmptyFile.code, True)


def test_a_child_says_nothing_of_the_document_before(child: Child) -> None:
    _ask(child, b"Ada Lovelace\nada@example.org\nSkills\nFortran, Ada\n")

    assert b"Ada" not in child.ask(_REQUEST, b"Charles Babbage\ncharles@example.org\n")


def test_the_service_waits_no_longer_than_one_document_may_take(zygote: ZygoteProcess) -> None:
    ours, silent = socket.socketpair()
    silent.sendall(wire.framed(b"0"))
    child = Child(zygote, ours, seconds=0.05)

    with silent, ours, pytest.raises(TimeoutError):
        child.ask(_REQUEST, b"text")


def test_documents_read_in_turn_are_what_they_are_alone() -> None:
    files = [
        (hostile.GOOD, "a.pdf"),
        (docx(paragraph("Charles Babbage") + paragraph("charles@example.org")), "b.docx"),
        (b"# Grace Hopper\n\n- grace@example.org", "c.md"),
        (hostile.locked_pdf(), "d.pdf"),
        (pdf(at(50, 60, "Ada Lovelace") + at(50, 80, "unseen", before="3 Tr")), "e.pdf"),
        (b"Mary Somerville\nmary@example.org", "f.txt"),
    ]

    with DocumentReader(parallel=1, preload=False) as reader:
        together = list(reader.read_many(files))
        alone: list[object] = []
        for data, name in files:
            try:
                alone.append(reader.read_sync(data, name))
            except AppError as error:
                alone.append(type(error))

    assert [type(one) if isinstance(one, AppError) else one for one in together] == alone


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="children are found in /proc")
def test_a_document_whose_child_was_killed_is_read_by_another() -> None:
    texts = [f"Ada Lovelace number {number}" for number in range(8)]
    with DocumentReader(parallel=1, preload=False) as reader:
        readings = reader.read_many((text.encode(), "cv.txt") for text in texts)
        first = next(readings)
        for process in _children_of(reader.process_id):
            os.kill(process, signal.SIGKILL)

        rest = list(readings)

    assert [_text(one) for one in [first, *rest]] == texts


def test_a_batch_survives_the_loss_of_its_zygote() -> None:
    texts = [f"Ada Lovelace number {number}" for number in range(6)]
    with DocumentReader(parallel=1, preload=False) as reader:
        readings = reader.read_many((text.encode(), "cv.txt") for text in texts)
        first = next(readings)
        assert reader.process_id is not None
        os.kill(reader.process_id, signal.SIGKILL)

        rest = list(readings)

    assert [_text(one) for one in [first, *rest]] == texts


@pytest.mark.deep
@pytest.mark.parametrize(
    "bomb", [hostile.double_flate_bomb, hostile.exponential_forms, hostile.xml_bomb, hostile.many_members]
)
def test_a_document_that_ends_its_child_fails_alone(bomb: Any) -> None:
    files = [(hostile.GOOD, "cv.pdf")] * 3 + [(bomb(), "cv.pdf")] + [(hostile.GOOD, "cv.pdf")] * 3

    with DocumentReader(limits=Limits(memory=200 << 20), parallel=2) as reader:
        results = list(reader.read_many(files))

    assert isinstance(results[3], errors.ReadingTooExpensive)
    assert ["Ada Lovelace" in _text(one) for one in results] == [True] * 3 + [False] + [True] * 3


@pytest.mark.deep
def test_a_document_that_hangs_fails_alone() -> None:
    pages = "".join(at(50, 60 + 8 * line, f"line {line} of many words", size=7) for line in range(90))
    slow = pdf(*[pages] * 1500)
    files = [(b"first text", "a.txt"), (slow, "b.pdf"), (b"third text", "c.txt"), (b"fourth", "d.txt")]

    with DocumentReader(limits=Limits(cpu_seconds=60, wall_seconds=1.5), parallel=1) as reader:
        results = list(reader.read_many(files))

    assert isinstance(results[1], errors.ReadingTooExpensive)
    assert [_text(one) for one in results[2:]] == ["third text", "fourth"]
