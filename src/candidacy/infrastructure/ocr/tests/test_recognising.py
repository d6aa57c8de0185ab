import importlib.util
import shutil
from collections.abc import Iterator

import pytest

from candidacy.domain.reading import errors
from candidacy.domain.reading.pdf.picture import gray_page
from candidacy.domain.reading.recognised import RECOGNISED
from candidacy.domain.reading.tests.making import at, pdf, stream
from candidacy.infrastructure.ocr import RapidOcr, Tesseract, installed_recogniser
from candidacy.infrastructure.ocr.confined import run_confined
from candidacy.infrastructure.sandbox import (
    DocumentReader,
    PagePicture,
    Recogniser,
    RecognitionFailed,
    SeenWord,
)

TESSERACT = shutil.which("tesseract")
needs_tesseract = pytest.mark.skipif(TESSERACT is None, reason="Tesseract is not installed (tesseract-ocr).")
needs_rapidocr = pytest.mark.skipif(
    importlib.util.find_spec("rapidocr") is None, reason="The extra candidacy[ocr] is not installed."
)
PRINTED = pdf(
    at(50, 60, "Ada Lovelace", size=20)
    + at(50, 100, "ada.lovelace@example.org")
    + at(50, 140, "Experience", size=15)
    + at(50, 165, "Analyst, Engines Ltd")
    + at(400, 165, "2019 - 2021")
)


def scan_of(data: bytes) -> bytes:
    """The first page of a PDF as a picture in a PDF: what a scanner makes of it."""
    page = gray_page(data, 1, dots_per_inch=200)
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
    picture = stream(page.pixels, head % (page.width, page.height))
    return pdf("q 595 0 0 842 0 0 cm /Scan Do Q\n", resources=b"/XObject<</Scan 10 0 R>>", extra=[picture])


SCAN = scan_of(PRINTED)


class ScriptedRecogniser:
    """Sees what it is told to see, or fails."""

    def __init__(self, words: list[SeenWord] | None) -> None:
        self._words = words
        self.seen: list[PagePicture] = []

    def words(self, picture: PagePicture) -> list[SeenWord]:
        self.seen.append(picture)
        if self._words is None:
            raise RecognitionFailed
        return self._words


def _reader(recogniser: Recogniser | None) -> DocumentReader:
    return DocumentReader(preload=False, recogniser=recogniser)


@pytest.fixture(scope="module")
def tesseract() -> Iterator[DocumentReader]:
    with _reader(Tesseract(TESSERACT or "")) as reader:
        yield reader


@needs_tesseract
def test_file_002_a_scan_is_read_by_tesseract(tesseract: DocumentReader) -> None:
    reading = tesseract.read_sync(SCAN, "scan.pdf")

    basics = reading.resume.resume.basics
    assert (basics.name, basics.email) == ("Ada Lovelace", "ada.lovelace@example.org")
    assert reading.document.warnings == (RECOGNISED,)
    assert all(field.confidence < 0.95 for field in reading.resume.fields)


@needs_tesseract
async def test_a_recognised_value_has_its_place_on_the_page(tesseract: DocumentReader) -> None:
    reading = await tesseract.read(SCAN, "scan.pdf")

    (span,) = reading.resume.spans_at("/basics/email")
    assert span.box is not None
    assert abs(span.box.x0 - 50) < 3
    assert abs(span.box.y1 - 102) < 4


@needs_rapidocr
def test_a_scan_is_read_by_rapidocr() -> None:
    with _reader(RapidOcr()) as reader:
        text = reader.read_sync(SCAN, "scan.pdf").document.text

    assert "ada.lovelace@example.org" in text


def test_words_come_from_pixels_to_points() -> None:
    recogniser = ScriptedRecogniser([SeenWord("Ada", 100, 200, 300, 240, 0, 0.9)])

    with _reader(recogniser) as reader:
        (word,) = reader.read_sync(SCAN, "scan.pdf").document.lines[0].words

    assert word.box is not None
    assert [round(edge) for edge in word.box] == [36, 72, 108, 86]
    assert (recogniser.seen[0].width, recogniser.seen[0].height) == (1653, 2339)


@pytest.mark.parametrize("recogniser", [None, ScriptedRecogniser(None), ScriptedRecogniser([])])
def test_file_002_a_scan_in_which_nothing_is_recognised_is_refused_as_one(
    recogniser: Recogniser | None,
) -> None:
    with _reader(recogniser) as reader, pytest.raises(errors.ScanWithoutOcr, match="tesseract-ocr"):
        reader.read_sync(SCAN, "scan.pdf")


def test_a_pdf_with_text_is_not_looked_at() -> None:
    recogniser = ScriptedRecogniser([])

    with _reader(recogniser) as reader:
        reader.read_sync(PRINTED, "cv.pdf")

    assert recogniser.seen == []


def test_a_program_that_fails_is_said_to_have_failed() -> None:
    with pytest.raises(RecognitionFailed):
        run_confined(["/bin/false"], b"")


def test_what_is_installed_is_found() -> None:
    found = installed_recogniser()

    assert isinstance(found, Tesseract) == (TESSERACT is not None)
