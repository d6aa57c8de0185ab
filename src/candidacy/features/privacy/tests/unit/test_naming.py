import io
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidacy.features.privacy.policies.naming import Names, safe_name
from candidacy.features.privacy.service.archive import Archive, as_json_array, one

MOMENT = datetime(2026, 1, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("CV 2026.pdf", "CV 2026.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..", "file"),
        ("a/b\\c.pdf", "a_b_c.pdf"),
        ("CON.txt", "file_CON.txt"),
        ("Lebenslauf für Jürgen.docx", "Lebenslauf für Jürgen.docx"),
        ("\u202egpj.exe", "gpj.exe"),
        ("", "file"),
    ],
)
def test_a_name_is_safe_to_unpack_and_still_readable(name: str, safe: str) -> None:
    assert safe_name(name, "file") == safe


@given(st.text(max_size=300))
def test_no_name_leaves_its_folder(name: str) -> None:
    made = safe_name(name, "file")

    assert made
    assert made not in {".", ".."}
    assert not set(made) & set('/\\\0<>:"|?*')
    assert len(made) <= 140


@given(st.lists(st.sampled_from(["a/x.txt", "a/X.txt", "a/x (2).txt", "b/x", "b/x (2)"]), max_size=12))
def test_no_name_is_given_twice_whatever_the_system_thinks_of_case(paths: list[str]) -> None:
    names = Names()

    given_names = [names.take(path).casefold() for path in paths]

    assert len(set(given_names)) == len(paths)


def test_the_first_of_a_name_keeps_it() -> None:
    names = Names()

    assert [names.take("f/cv.pdf") for _ in range(3)] == ["f/cv.pdf", "f/cv (2).pdf", "f/cv (3).pdf"]


async def zeros(megabytes: int) -> AsyncIterator[bytes]:
    for _ in range(megabytes):
        yield bytes(1_000_000)


async def test_an_archive_is_never_in_memory_as_a_whole() -> None:
    archive, largest, written = Archive(MOMENT), 0, io.BytesIO()
    async for piece in archive.add("zeros", zeros(30)):
        largest = max(largest, len(piece))
        written.write(piece)
    written.write(archive.end())

    with zipfile.ZipFile(written) as found:
        assert found.testzip() is None
        assert found.getinfo("zeros").file_size == 30_000_000
    assert largest < 100_000


async def some(*pages: list[dict[str, object]]) -> AsyncIterator[list[dict[str, object]]]:
    for page in pages:
        yield page


async def test_rows_become_one_json_array() -> None:
    pieces = [piece async for piece in as_json_array(some([{"a": 1}, {"b": MOMENT}], [{"c": b"\x00"}]))]

    assert b"".join(pieces) == b'[\n{"a": 1},\n{"b": "2026-01-15T12:00:00Z"},\n{"c": "AA=="}\n]\n'


async def test_no_rows_are_an_empty_array() -> None:
    assert b"".join([piece async for piece in as_json_array(some())]) == b"[]\n"


async def test_one_piece_is_a_stream_too() -> None:
    assert [piece async for piece in one(b"x")] == [b"x"]
