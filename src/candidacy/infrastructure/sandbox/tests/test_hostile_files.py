from collections.abc import Callable, Iterator

import pytest

from candidacy.domain.reading import errors
from candidacy.infrastructure.sandbox import DocumentReader, Limits
from candidacy.infrastructure.sandbox.tests import hostile
from candidacy.kernel.errors import AppError


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader(limits=Limits(memory=200 << 20, cpu_seconds=5), preload=False) as reader:
        yield reader


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (hostile.truncated_pdf, errors.DamagedFile),
        (hostile.garbage_pdf, errors.DamagedFile),
        (hostile.locked_pdf, errors.EncryptedFile),
        (hostile.flate_bomb, errors.NoText),
        (hostile.double_flate_bomb, errors.ReadingTooExpensive),
        (hostile.exponential_forms, errors.ReadingTooExpensive),
        (hostile.hundred_thousand_pages, errors.ReadingTooExpensive),
        (hostile.cyclic_pages, errors.DamagedFile),
        (hostile.scan, errors.ScanWithoutOcr),
        (hostile.xml_bomb, errors.ReadingTooExpensive),
        (hostile.side_bomb, errors.ReadingTooExpensive),
        (hostile.billion_laughs, errors.DamagedFile),
        (hostile.external_entity, errors.DamagedFile),
        (hostile.deep_docx, errors.DamagedFile),
        (hostile.many_members, errors.ReadingTooExpensive),
        (hostile.climbing_member, errors.DamagedFile),
        (lambda: b"MZ\x90\x00" + bytes(200) + b"%PDF-1.7", errors.UnknownFormat),
        (lambda: b"", errors.EmptyFile),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_hostile_file_is_one_clear_error_and_the_next_file_is_read(
    reader: DocumentReader, make: Callable[[], bytes], error: type[AppError]
) -> None:
    with pytest.raises(error):
        reader.read_document_sync(make(), "cv.pdf")

    assert "Ada Lovelace" in reader.read_document_sync(hostile.GOOD, "cv.pdf").text


@pytest.mark.parametrize("make", [hostile.owned_pdf, hostile.huge_page])
def test_a_strange_file_that_can_be_read_is_read(reader: DocumentReader, make: Callable[[], bytes]) -> None:
    document = reader.read_document_sync(make(), "cv.pdf")

    assert document.text


def test_flipped_bits_end_in_text_or_in_a_typed_error(reader: DocumentReader) -> None:
    try:
        text = reader.read_document_sync(hostile.flipped_pdf(), "cv.pdf").text
    except AppError as error:
        text = error.message

    assert text
