import pytest

from candidacy.domain.reading import DocumentKind, errors, read_document
from candidacy.domain.reading.sniff import sniff
from candidacy.domain.reading.tests.making import at, docx, flat_odt, odt, paragraph, pdf, zipped

PDF = pdf(at(50, 60, "Ada Lovelace"))
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SHEET_TYPES = f'<Types xmlns="x"><Override PartName="/x" ContentType="{SHEET}"/></Types>'


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PDF, DocumentKind.PDF),
        (b"\r\n junk of a mail program\r\n" + PDF, DocumentKind.PDF),
        (docx(paragraph("Ada")), DocumentKind.DOCX),
        (docx(paragraph("Ada"), main="word/document2.xml"), DocumentKind.DOCX),
        (b"Ada Lovelace", DocumentKind.TEXT),
        (b"BMW was my first employer", DocumentKind.TEXT),
        (b"# Ada\n\n## Work\n", DocumentKind.MARKDOWN),
        (b"{\\rtf1 Ada}", DocumentKind.RTF),
        (b"\xef\xbb\xbf\n{\\rtf1 Ada}", DocumentKind.RTF),
        (b"<!DOCTYPE html><html><body>Ada</body></html>", DocumentKind.HTML),
        (b"<div><p>Ada</p></div>", DocumentKind.HTML),
        (b"<?xml version='1.0'?>\n<!-- cv --><html xmlns='x'><body>Ada</body></html>", DocumentKind.HTML),
        (odt("<text:p>Ada</text:p>"), DocumentKind.ODT),
        (flat_odt("<text:p>Ada</text:p>"), DocumentKind.ODT),
    ],
)
def test_file_001_a_file_is_what_its_bytes_say(data: bytes, kind: DocumentKind) -> None:
    assert sniff(data, "cv.xyz") is kind


def test_the_name_tells_markdown_from_text() -> None:
    assert sniff(b"Ada **Lovelace**", "cv.md") is DocumentKind.MARKDOWN


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"MZ\x90\x00" + bytes(64), "program"),
        (b"\x7fELF" + bytes(64), "program"),
        (b"#!/bin/sh\necho", "script"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "web archive"),
        (b"<?xml version='1.0'?><cv/>", "XML"),
        (b"\xff\xd8\xff\xe0" + bytes(64), "JPEG"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
            "OpenDocument",
        ),
        (
            zipped({"Index/Document.iwa": "", "Data/x.jpg": ""}),
            "Pages",
        ),
        (
            zipped({"index.xml": "<sl:document/>"}),
            "Pages",
        ),
        (zipped({"cv.pdf": PDF}), "ZIP"),
        (
            zipped({"[Content_Types].xml": SHEET_TYPES}),
            "spreadsheet",
        ),
        (bytes(range(1, 9)) * 200, "not a PDF"),
    ],
)
def test_what_is_not_read_is_named_in_the_message(data: bytes, what: str) -> None:
    with pytest.raises(errors.UnknownFormat, match=what):
        sniff(data, "cv.pdf")


def test_a_program_with_a_pdf_inside_is_a_program() -> None:
    with pytest.raises(errors.UnknownFormat, match="program"):
        sniff(b"MZ\x90\x00" + bytes(64) + PDF, "cv.pdf")


def test_an_old_word_file_is_refused_with_advice() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "WordDocument".encode("utf-16-le")

    with pytest.raises(errors.LegacyFormat, match=r"\.docx"):
        sniff(data)


@pytest.mark.parametrize(
    "data", [b"\xffWPC\x10" + bytes(50), b"1\xbe\x00\x00" + bytes(50), b"\xdb\xa5-\x00" + bytes(50)]
)
def test_files_of_other_old_programs_are_refused_with_advice(data: bytes) -> None:
    with pytest.raises(errors.LegacyFormat, match="save it as DOCX or PDF"):
        sniff(data, "cv.wpd")


def test_an_opendocument_file_with_a_password_is_encrypted() -> None:
    entry = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"

    with pytest.raises(errors.EncryptedFile):
        read_document(odt("<text:p>Ada</text:p>", manifest=entry))


def test_a_word_file_with_a_password_is_encrypted() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(errors.EncryptedFile):
        sniff(data)


def test_an_empty_file_is_said_to_be_empty() -> None:
    with pytest.raises(errors.EmptyFile):
        read_document(b"")


@pytest.mark.parametrize("data", [pdf(""), docx("")])
def test_a_document_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(errors.NoText):
        read_document(data)
