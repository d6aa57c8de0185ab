"""What a file is, told by its bytes; the name is never believed."""

import re

from candidacy.domain.reading.archive import OfficeArchive
from candidacy.domain.reading.document import DocumentKind
from candidacy.domain.reading.errors import LegacyFormat, NoText, UnknownFormat
from candidacy.domain.reading.text import decode, is_wide, starts_with_bom
from candidacy.kernel.language import sentence

_HEAD = 1024


def _picture(kind: str) -> str:
    return sentence(f"This is a picture ({kind}). Upload the document that it was made from, as PDF or DOCX.")


_EXECUTABLE = sentence("This is a program, not a document. Save your CV as PDF or DOCX and upload that.")
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"MZ", _EXECUTABLE),
    (b"\x7fELF", _EXECUTABLE),
    (b"\xfe\xed\xfa", _EXECUTABLE),
    (b"\xcf\xfa\xed\xfe", _EXECUTABLE),
    (b"\xce\xfa\xed\xfe", _EXECUTABLE),
    (b"\xca\xfe\xba\xbe", _EXECUTABLE),
    (b"\x00asm", _EXECUTABLE),
    (b"#!", sentence("This is a script, not a document. Save your CV as PDF or DOCX and upload that.")),
    (b"\x89PNG\r\n", _picture("PNG")),
    (b"\xff\xd8\xff", _picture("JPEG")),
    (b"GIF8", _picture("GIF")),
    (b"II*\x00", _picture("TIFF")),
    (b"MM\x00*", _picture("TIFF")),
    (b"BM", _picture("BMP")),
    (b"%!PS", sentence("This is a PostScript file. Save your CV as PDF or DOCX and upload that.")),
    (b"Rar!", sentence("This is a RAR archive. Unpack it and upload the document inside.")),
    (b"7z\xbc\xaf", sentence("This is a 7-Zip archive. Unpack it and upload the document inside.")),
    (b"\x1f\x8b", sentence("This is a gzip archive. Unpack it and upload the document inside.")),
    (b"BZh", sentence("This is a bzip2 archive. Unpack it and upload the document inside.")),
    (b"\xfd7zXZ", sentence("This is an XZ archive. Unpack it and upload the document inside.")),
    (b"wOFF", sentence("This is a font. Save your CV as PDF or DOCX and upload that.")),
    (b"OTTO", sentence("This is a font. Save your CV as PDF or DOCX and upload that.")),
    (b"ID3", sentence("This is a sound file. Save your CV as PDF or DOCX and upload that.")),
    (b"SQLite format 3\x00", sentence("This is a database. Save your CV as PDF or DOCX and upload that.")),
)
_LEGACY: tuple[tuple[bytes, str], ...] = (
    (
        b"\xffWPC",
        sentence("This is a WordPerfect file. Open it in a word processor and save it as DOCX or PDF."),
    ),
    (
        b"\xdb\xa5-\x00",
        sentence("This is a file of Word 2. Open it in a word processor and save it as DOCX or PDF."),
    ),
    (
        b"\xfe\x37\x00\x23",
        sentence("This is a file of Word for DOS. Open it in a word processor and save it as DOCX or PDF."),
    ),
    (
        b"1\xbe\x00\x00",
        sentence(
            "This is a file of Microsoft Write. Open it in a word processor and save it as DOCX or PDF."
        ),
    ),
)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|style|link|"
    r"article|section|header|main|div|table|center|font|h[1-6]|ul|ol|p|span|b|strong)\b[^<]*>",
    re.IGNORECASE | re.DOTALL,
)
_CLOSED = re.compile(r"</[a-z][a-z0-9]*\s*>", re.IGNORECASE)
_FLAT_ODT = re.compile(r"<office:document\b[^>]*opendocument\.text", re.DOTALL)
_MHTML = re.compile(r"\s*(?:MIME-Version:|From:.*\n.*MIME-Version:)", re.IGNORECASE)
_XML = re.compile(r"\s*<(?:\?xml|!doctype)\b", re.IGNORECASE)
_MARKDOWN_NAMES = (".md", ".markdown", ".mdown")
_HEADINGS = re.compile(r"^#{1,4} \S", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def sniff(data: bytes, name: str | None = None) -> DocumentKind:
    """The format of the bytes; an error says what it is instead and what to do."""
    if b"%PDF-" in data[:_HEAD] and not data.startswith((b"MZ", b"\x7fELF", b"PK\x03\x04")):
        return DocumentKind.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)
    if data.startswith(_OLE2):
        return _ole2(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:5] == b"{\\rtf":
        return DocumentKind.RTF
    for magic, message in _LEGACY:
        if data.startswith(magic):
            raise LegacyFormat(message)
    for magic, message in _MAGIC:
        if data.startswith(magic) and not _is_prose(data, magic):
            raise UnknownFormat(message)
    if data[:4] == b"RIFF" or data[4:8] == b"ftyp":
        raise UnknownFormat("This is a picture, sound or film. Save your CV as PDF or DOCX and upload that.")
    return _text(data, name)


def _is_prose(data: bytes, magic: bytes) -> bool:
    """Short magics of plain letters (``BM``, ``MZ``) also begin ordinary texts."""
    return magic.isalpha() and len(magic) < 4 and b"\x00" not in data[:_HEAD]


def _zip(data: bytes) -> DocumentKind:
    with OfficeArchive(data) as archive:
        if archive.main_part is not None:
            return DocumentKind.DOCX
        if archive.is_open_document_text:
            return DocumentKind.ODT
        raise UnknownFormat(_other_zip(archive))


def _other_zip(archive: OfficeArchive) -> str:
    mimetype = archive.open_document_type or ""
    if mimetype.startswith("application/vnd.oasis.opendocument"):
        return sentence("This is an OpenDocument spreadsheet, presentation or drawing, not a text document.")
    if mimetype == "application/epub+zip":
        return sentence("This is an e-book (EPUB). Save your CV as PDF or DOCX and upload that.")
    if archive.is_office:
        return sentence(
            "This is a spreadsheet or a presentation, not a text document. "
            "Save your CV as PDF or DOCX and upload that."
        )
    if "META-INF/MANIFEST.MF" in archive.names:
        return _EXECUTABLE
    if any(name.startswith("Index") or name.endswith((".iwa", "index.apxl")) for name in archive.names):
        return sentence("This is an Apple Pages document. Export it from Pages as PDF or Word.")
    if "index.xml" in archive.names or "index.xml.gz" in archive.names:
        return sentence("This is an Apple Pages document. Export it from Pages as PDF or Word.")
    return sentence("This is a ZIP archive. Unpack it and upload the document inside.")


def _ole2(data: bytes) -> DocumentKind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        from candidacy.domain.reading.errors import EncryptedFile

        raise EncryptedFile
    if "WordDocument".encode("utf-16-le") in data:
        raise LegacyFormat
    raise LegacyFormat("This is a file of an old Office program. Open it there and save it as .docx or PDF.")


def _text(data: bytes, name: str | None) -> DocumentKind:
    if b"\x00" in data[: 64 * 1024] and not starts_with_bom(data) and is_wide(data) is None:
        raise UnknownFormat
    text = decode(data)
    head = text[: 4 * _HEAD]
    if _MHTML.match(head):
        raise UnknownFormat("This is a web archive or a mail. Open it, print it to PDF and upload that.")
    if _HTML.match(head) and _CLOSED.search(text):
        return DocumentKind.HTML
    if _FLAT_ODT.search(head):
        return DocumentKind.ODT
    if _XML.match(head):
        raise UnknownFormat("This is an XML file. Save your CV as PDF or DOCX and upload that.")
    if len(_CONTROL.findall(text)) > len(text) / 100:
        raise UnknownFormat
    if not text.strip():
        raise NoText("This file holds only white space. Choose the file again.")
    if (name or "").lower().endswith(_MARKDOWN_NAMES) or len(_HEADINGS.findall(text)) >= 2:
        return DocumentKind.MARKDOWN
    return DocumentKind.TEXT
