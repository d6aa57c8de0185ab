import asyncio
import os
import signal
from collections.abc import Iterator

import pytest

from candidacy.domain.reading import DocumentKind, errors, read_document
from candidacy.domain.reading.tests.making import at, docx, paragraph, pdf, table
from candidacy.infrastructure.sandbox import DocumentReader, Limits
from candidacy.infrastructure.sandbox.tests.hostile import GOOD
from candidacy.kernel.errors import AppError


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader(preload=False) as reader:
        yield reader


@pytest.mark.parametrize(
    "data",
    [
        GOOD,
        pdf(
            at(50, 60, "Ada Lovelace", font="F2") + at(50, 120, "secret", before="3 Tr"),
            at(50, 60, "Page two"),
        ),
        docx(paragraph("Ada") + table(["2019", "Analyst"]) + paragraph("Engines")),
        b"# Ada\n\n- [mail](mailto:ada@example.org) **x**",
        "Zażółć gęślą jaźń \U0001f600".encode(),
    ],
)
def test_a_document_comes_back_as_it_was_read(reader: DocumentReader, data: bytes) -> None:
    assert reader.read_document_sync(data, "cv") == read_document(data, "cv")


def test_a_language_that_its_words_do_not_tell_needs_no_file_to_be_written(reader: DocumentReader) -> None:
    finnish = "Vastasin asiakkaiden tilauksista, koulutin uusia ja kehitin varaston ohjelmistoja. " * 4

    assert reader.read_document_sync(finnish.encode(), "cv.txt").language == "fi"


def test_a_reading_has_the_document_and_the_resume(reader: DocumentReader) -> None:
    reading = reader.read_sync(b"Ada Lovelace\nada@example.org\n", "cv.txt")

    assert reading.document.kind is DocumentKind.TEXT
    assert reading.resume.resume.basics.email == "ada@example.org"


def test_the_message_of_an_error_comes_along(reader: DocumentReader) -> None:
    with pytest.raises(errors.UnknownFormat, match="picture"):
        reader.read_document_sync(b"\x89PNG\r\n\x1a\n" + bytes(100), "cv.pdf")


async def test_documents_are_read_side_by_side(reader: DocumentReader) -> None:
    texts = [f"Ada Lovelace number {index}" for index in range(8)]

    documents = await asyncio.gather(*(reader.read_document(text.encode(), "cv.txt") for text in texts))

    assert [document.text for document in documents] == texts


def test_many_files_keep_their_order_and_each_its_error(reader: DocumentReader) -> None:
    files = [(b"first text", "a.txt"), (b"", "b.txt"), (b"third text", "c.txt")]

    first, second, third = reader.read_many(files)

    assert not isinstance(first, AppError)
    assert first.document.text == "first text"
    assert isinstance(second, errors.EmptyFile)
    assert not isinstance(third, AppError)
    assert third.document.text == "third text"


async def test_a_cancelled_reading_leaves_the_reader_at_work(reader: DocumentReader) -> None:
    task = asyncio.create_task(reader.read_document(GOOD, "cv.pdf"))
    await asyncio.sleep(0.01)

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert (await reader.read_document(GOOD, "cv.pdf")).text


def test_a_zygote_that_was_killed_is_replaced() -> None:
    with DocumentReader(preload=False) as reader:
        reader.read_document_sync(GOOD, "cv.pdf")
        zygote = reader.process_id
        assert zygote is not None
        os.kill(zygote, signal.SIGKILL)

        document = reader.read_document_sync(GOOD, "cv.pdf")

    assert "Ada Lovelace" in document.text


def test_a_reading_over_its_time_is_too_expensive() -> None:
    pages = [at(50, 60 + 8 * line, f"line {line} of many words", size=7) for line in range(90)]
    slow = pdf(*["".join(pages)] * 120)

    with (
        DocumentReader(limits=Limits(wall_seconds=0.15), preload=False) as reader,
        pytest.raises(errors.ReadingTooExpensive),
    ):
        reader.read_document_sync(slow, "cv.pdf")


def test_a_closed_reader_leaves_no_process() -> None:
    reader = DocumentReader(preload=False)
    reader.start()
    zygote = reader.process_id
    assert zygote is not None

    reader.close()

    with pytest.raises(ProcessLookupError):
        os.kill(zygote, 0)
