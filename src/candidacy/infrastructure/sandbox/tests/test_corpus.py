"""Two hundred hostile files: each one typed error, and the next file is read."""

import os
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from candidacy.infrastructure.sandbox import DocumentReader
from candidacy.infrastructure.sandbox.tests.corpus import EXPENSIVE, corpus
from candidacy.infrastructure.sandbox.tests.hostile import GOOD
from candidacy.kernel.errors import AppError, Invalid, TooLarge, Unreadable

SECONDS = 5.0
MEGABYTES = 50


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader() as reader:
        yield reader


@cache
def _files() -> list[tuple[str, bytes]]:
    return list(corpus())


@pytest.mark.deep
def test_there_are_two_hundred_hostile_files() -> None:
    names = [name for name, _ in _files()]

    assert len(names) == len(set(names)) >= 200


@pytest.mark.deep
def test_file_004_every_hostile_file_is_one_typed_error(reader: DocumentReader) -> None:
    cheap = [(name, data) for name, data in _files() if name not in EXPENSIVE]

    results = reader.read_many((data, "cv.pdf") for _, data in cheap)

    typed = (Invalid, TooLarge, Unreadable)
    read = [name for (name, _), result in zip(cheap, results, strict=True) if not isinstance(result, typed)]
    assert read == []
    assert "Ada Lovelace" in reader.read_document_sync(GOOD, "cv.pdf").text


@pytest.mark.slow
def test_file_004_no_hostile_file_takes_long_or_grows_the_service(reader: DocumentReader) -> None:
    files = _files()
    reader.read_document_sync(GOOD, "cv.pdf")
    before, took = _resident(), {}

    for name, data in files:
        began = time.monotonic()
        with pytest.raises(AppError):
            reader.read_sync(data, "cv.pdf")
        took[name] = time.monotonic() - began
        assert "Ada Lovelace" in reader.read_document_sync(GOOD, "cv.pdf").text

    slowest = max(took, key=lambda name: took[name])
    assert took[slowest] < SECONDS, slowest
    assert _resident() - before < MEGABYTES


def _resident() -> float:
    """The memory of this process in megabytes."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
