"""More than two hundred hostile files, each with a name; every one of them has to end in a typed error."""

import gzip
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from candidacy.domain.reading.tests.making import (
    docx,
    file_of,
    flat_odt,
    odt,
    paragraph,
    pdf,
    rtf,
    stream,
    zipped,
)
from candidacy.infrastructure.sandbox.tests import hostile

Hostile = tuple[str, bytes]
_WORD = docx(paragraph("Ada Lovelace") * 40)
_ODT = odt("<text:p>Ada Lovelace</text:p>" * 40)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PLAIN_STREAM = b"BT /F1 9 Tf 50 700 Td (hello) Tj ET"

EXPENSIVE: dict[str, Callable[[], bytes]] = {
    "a page of ten million characters": hostile.flate_bomb,
    "a stream packed twice": hostile.double_flate_bomb,
    "forms in forms in forms": hostile.exponential_forms,
    "a hundred thousand pages": hostile.hundred_thousand_pages,
    "a Word file of a hundred megabytes": hostile.xml_bomb,
    "a Word file with a hidden bomb": hostile.side_bomb,
}
"""Files that take the reader to its limits; the rest are refused at once."""


def corpus() -> Iterator[Hostile]:
    """Name and bytes."""
    yield from wrong_formats()
    yield from truncated()
    yield from overwritten()
    yield from bad_pdfs()
    yield from bombs()
    yield from bad_archives()
    yield from bad_xml()
    yield from nested()
    yield from polyglots()
    yield from without_text()
    yield from ((name, make()) for name, make in EXPENSIVE.items())


def wrong_formats() -> Iterator[Hostile]:
    """Files of other kinds, whatever they are called."""
    magics = {
        "Windows program": b"MZ\x90\x00", "Linux program": b"\x7fELF\x02\x01",
        "macOS program": b"\xcf\xfa\xed\xfe",
        "Java class": b"\xca\xfe\xba\xbe", "WebAssembly": b"\x00asm\x01", "script": b"#!/bin/sh\nrm -rf /\n",
        "PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff\xe0", "GIF": b"GIF89a", "TIFF": b"II*\x00",
        "TIFF of a Mac": b"MM\x00*", "BMP": b"BM\x00\x00\x00\x00", "WebP": b"RIFF\x00\x00\x00\x00WEBP",
        "MP4": b"\x00\x00\x00\x18ftypmp42", "MP3": b"ID3\x03\x00", "PostScript": b"%!PS-Adobe-3.0\n",
        "RAR": b"Rar!\x1a\x07\x00", "7-Zip": b"7z\xbc\xaf\x27\x1c", "bzip2": b"BZh91AY&SY\x00",
        "XZ": b"\xfd7zXZ\x00",
        "font": b"OTTO\x00\x0b", "web font": b"wOFF\x00\x01", "database": b"SQLite format 3\x00",
        "WordPerfect": b"\xffWPC\x10\x00", "Microsoft Write": b"1\xbe\x00\x00", "Word 2": b"\xdb\xa5-\x00",
        "old Office file": _OLE2, "nothing but zeros": b"\x00" * 64,
        "bytes without meaning": bytes(range(256)),
    }  # fmt: skip
    for name, magic in magics.items():
        yield f"{name}, short", magic
        yield f"{name}, long", magic + random.Random(name).randbytes(5_000)
    yield "gzip", gzip.compress(hostile.GOOD)
    yield "Word 97", _OLE2 + bytes(512) + "WordDocument".encode("utf-16-le")
    yield "Word with a password", _OLE2 + bytes(512) + "EncryptedPackage".encode("utf-16-le")
    yield "XML of another kind", b"<?xml version='1.0'?><invoice><total>1</total></invoice>"
    yield "mail", b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>Ada</p>"
    yield "nothing", b""


def truncated() -> Iterator[Hostile]:
    """Good files that end too early."""
    for share in (3, 10, 25, 50, 70, 90):
        yield f"PDF, {share} % of it", hostile.GOOD[: len(hostile.GOOD) * share // 100].replace(b"Tj", b"  ")
        yield f"Word, {share} % of it", _WORD[: len(_WORD) * share // 100]
        yield f"OpenDocument, {share} % of it", _ODT[: len(_ODT) * share // 100]
    flat = flat_odt("<text:p>Ada</text:p>" * 20)
    for share in (40, 60, 90):
        yield f"flat OpenDocument, {share} % of it", flat[: len(flat) * share // 100]


def overwritten() -> Iterator[Hostile]:
    """Files of which long runs were overwritten."""
    for seed in range(8):
        chance = random.Random(seed)
        yield f"PDF of noise {seed}", b"%PDF-1.7\n" + chance.randbytes(20_000)
        noisy = bytearray(_WORD)
        middle = len(noisy) // 3
        noisy[30 : 30 + middle] = chance.randbytes(middle)
        yield f"Word overwritten {seed}", bytes(noisy[: -22 - seed])
        yield f"ZIP of noise {seed}", b"PK\x03\x04" + chance.randbytes(2_000)


def bad_pdfs() -> Iterator[Hostile]:
    """PDFs whose structure lies."""
    catalog, one_page = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>"
    yield "no catalogue", file_of([b"null"])
    yield "catalogue without pages", file_of([b"<</Type/Catalog>>"])
    yield "pages that are a number", file_of([catalog, b"42"])
    yield "pages without kids", file_of([catalog, b"<</Type/Pages/Kids[]/Count 0>>"])
    yield "pages fewer than none", file_of([catalog, b"<</Type/Pages/Kids[]/Count -5>>"])
    yield "pages that are their own kids", hostile.cyclic_pages()
    yield "a catalogue that is its own pages", file_of([b"<</Type/Catalog/Pages 1 0 R>>"])
    yield "a page without contents", file_of([catalog, one_page, b"<</Type/Page/Parent 2 0 R>>"])
    yield "contents that refer to themselves", file_of([catalog, one_page, page, b"4 0 R"])
    yield "contents that are an array of themselves", file_of([catalog, one_page, page, b"[4 0 R 4 0 R]"])
    yield "a form that places itself", file_of(
        [catalog, one_page, page.replace(b"<<>>", b"<</XObject<</X 4 0 R>>>>"),
         stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>")]
    )  # fmt: skip
    yield "text without a font", file_of([catalog, one_page, page, stream(b"BT (Ada) Tj ET")])
    yield (
        "a stream of a wrong length",
        file_of([catalog, one_page, page, b"<</Length 999999999>>stream\n%b" % b"q Q" * 10]),
    )
    yield (
        "a stream of an unknown filter",
        file_of([catalog, one_page, page, b"<</Length 4/Filter/Madeup>>stream\nabcd\nendstream"]),
    )
    yield (
        "a damaged stream",
        file_of(
            [
                catalog,
                one_page,
                page,
                b"<</Length 40/Filter/FlateDecode>>stream\n%b\nendstream" % bytes(range(40)),
            ]
        ),
    )
    yield "a password of its user", hostile.locked_pdf()
    yield "only a header", b"%PDF-1.7\n"
    yield "only a trailer", b"%PDF-1.7\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF"
    yield "a table of references that goes on for ever", b"%PDF-1.7\nxref\n0 99999999\n" + b"0" * 20 * 50
    yield (
        "tables of references in a circle",
        (
            b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \n"
            b"trailer<</Size 1/Prev 9/Root 9 0 R>>\nstartxref\n9\n%%EOF"
        ),
    )
    yield "brackets without end", b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000
    yield "dictionaries without end", b"%PDF-1.7\n1 0 obj\n" + b"<</A " * 100_000
    yield "strings without end", b"%PDF-1.7\n1 0 obj\n" + b"(" * 100_000


def bombs() -> Iterator[Hostile]:
    """Files that grow."""
    for packings in (3, 4):
        data = b" " * 80_000_000
        for _ in range(packings):
            data = zlib.compress(data, 9)
        names = b"/FlateDecode" * packings
        packed = b"<</Length %d/Filter[%b]>>stream\n%b\nendstream" % (len(data), names, data)
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>"
        pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
        yield (
            f"a stream packed {packings} times",
            file_of([b"<</Type/Catalog/Pages 2 0 R>>", pages, page, packed]),
        )
    blank = bytes(60_000_000)
    yield "OpenDocument that carries a bomb", odt("<text:p>Ada</text:p>", parts={"Pictures/x.png": blank})
    yield "OpenDocument of much text", odt("<text:p>%s</text:p>" % ("A" * 30_000_000))
    yield "ZIP in ZIP", zipped({"inner.zip": zipped({"bomb": blank})})
    yield "many members", hostile.many_members()
    yield "many members in OpenDocument", odt("", parts={f"x/{n}": "" for n in range(3_000)})
    yield "styles of a bomb", docx(paragraph("Ada"), parts={"word/styles.xml": b" " * 60_000_000})
    yield "RTF of groups", rtf("{" * 200_000)
    yield "RTF of groups in a picture", rtf(r"{\pict" + "{" * 200_000)
    yield "HTML of too many elements", b"<html><body>" + b"<b></b>" * 250_000 + b"</body></html>"
    rules = "".join(f"*:nth-child({n}) {{ color: red }}" for n in range(2_000))
    yield "HTML of too many rules", f"<html><style>{rules}</style>{'<b>x</b>' * 3_000}</html>".encode()
    yield "more pages than are read", pdf(*["q Q"] * 200)
    yield "more characters than are read", f"<html><p>{'word ' * 250_000}</p></html>".encode()


def bad_archives() -> Iterator[Hostile]:
    """Office files whose archive lies."""
    for name in ("../../etc/cron.d/x", "/../x", "word/../../x", "..\\..\\x", "C:\\x", "c:/windows/x"):
        yield f"a member called {name}", docx(paragraph("Ada"), parts={name: "x"})
        yield f"an OpenDocument member called {name}", odt("", parts={name: "x"})
    yield "a member with a password", _marked_as_encrypted(_WORD)
    yield "an OpenDocument member with a password", _marked_as_encrypted(_ODT)
    yield (
        "an OpenDocument with a password",
        odt("", manifest="<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"),
    )
    for method in (12, 14, 97, 99):
        yield f"packed by method {method}", _marked(_WORD, method)
    yield "a size that lies", _with_size(_WORD, 10)
    yield "no end of the archive", _WORD[:-40]
    for kind in ("spreadsheetml.sheet", "presentationml.presentation"):
        content = f"application/vnd.openxmlformats-officedocument.{kind}.main+xml"
        types = f'<Types xmlns="x"><Override PartName="/x" ContentType="{content}"/></Types>'
        yield f"Office {kind}", zipped({"[Content_Types].xml": types})
    for kind in ("spreadsheet", "presentation", "graphics"):
        yield f"OpenDocument {kind}", zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}"})
    yield "e-book", zipped({"mimetype": "application/epub+zip"})
    yield "Apple Pages", zipped({"Index/Document.iwa": "x"})
    yield "older Apple Pages", zipped({"index.xml.gz": "x"})
    yield "Java archive", zipped({"META-INF/MANIFEST.MF": "x"})
    yield "archive of a CV", zipped({"cv.pdf": hostile.GOOD})
    yield "empty archive", zipped({})
    yield "Word without its text", zipped({"[Content_Types].xml": "<Types/>"})
    yield "Word whose types are no XML", zipped({"[Content_Types].xml": "<Types"})
    yield "OpenDocument without its text", zipped({"mimetype": "application/vnd.oasis.opendocument.text"})
    yield "a link instead of a text", _link_as_main()


def _marked_as_encrypted(data: bytes) -> bytes:
    return _central(data, 8, struct.pack("<H", 1))


def _marked(data: bytes, method: int) -> bytes:
    return _central(_local(data, 8, struct.pack("<H", method)), 10, struct.pack("<H", method))


def _with_size(data: bytes, size: int) -> bytes:
    return _central(data, 24, struct.pack("<I", size))


def _central(data: bytes, offset: int, value: bytes) -> bytes:
    """The archive with a field of each entry in its directory set."""
    return _set(data, b"PK\x01\x02", offset, value)


def _local(data: bytes, offset: int, value: bytes) -> bytes:
    return _set(data, b"PK\x03\x04", offset, value)


def _set(data: bytes, magic: bytes, offset: int, value: bytes) -> bytes:
    out, position = bytearray(data), data.find(magic)
    while position >= 0:
        out[position + offset : position + offset + len(value)] = value
        position = data.find(magic, position + 4)
    return bytes(out)


def _link_as_main() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_WORD)) as good, zipfile.ZipFile(out, "w") as bad:
        for info in good.infolist():
            if info.filename == "word/document.xml":
                link = zipfile.ZipInfo(info.filename)
                link.create_system, link.external_attr = 3, 0o120777 << 16
                bad.writestr(link, "/etc/passwd")
            else:
                bad.writestr(info, good.read(info))
    return out.getvalue()


def bad_xml() -> Iterator[Hostile]:
    """Parts that are not the XML that they should be."""
    laughs = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    prologs = {
        "a billion laughs": f"<!DOCTYPE r [{laughs}]>",
        "a file from outside": '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        "an address from outside": '<!DOCTYPE r [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>',
        "a parameter entity": '<!DOCTYPE r [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
        "a document type from outside": '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">',
        "blown up quadratically": f'<!DOCTYPE r [<!ENTITY a "{"A" * 50_000}">]>',
        "a type in small letters": '<!doctype r [<!entity a "b">]>',
    }
    for name, prolog in prologs.items():
        yield f"Word with {name}", docx(paragraph("&a9;"), prolog=prolog)
        yield f"OpenDocument with {name}", odt("<text:p>&a9;</text:p>", prolog=prolog)
        yield f"flat OpenDocument with {name}", prolog.encode() + flat_odt("<text:p>x</text:p>")[38:]
    wide = (prologs["a billion laughs"] + "<w:document/>").encode("utf-16")
    yield "Word with laughs in wide characters", docx("", parts={"word/document.xml": wide})
    for name, broken in (
        ("nothing", ""), ("text", "no markup"), ("half an element", "<w:document"), ("two roots", "<a/><b/>"),
        ("an unknown prefix", "<w:document/>"), ("zeros", "\x00" * 50),
    ):  # fmt: skip
        yield f"Word whose text is {name}", docx("", parts={"word/document.xml": broken})
        yield f"OpenDocument whose text is {name}", odt("", parts={"content.xml": broken})


def nested() -> Iterator[Hostile]:
    """What is nested deeper than any program does."""
    yield "content controls", hostile.deep_docx()
    yield "tables in Word", docx("<w:tbl><w:tr><w:tc>" * 4_000 + "</w:tc></w:tr></w:tbl>" * 4_000)
    yield "spans in OpenDocument", odt(f"<text:p>{'<text:span>' * 5_000}{'</text:span>' * 5_000}</text:p>")
    yield "sections in OpenDocument", odt("<text:section>" * 5_000 + "</text:section>" * 5_000)
    deep = "<text:list><text:list-item>" * 120 + "</text:list-item></text:list>" * 120
    yield "lists in OpenDocument", odt(deep)
    yield "arrays in PDF", file_of([b"<</Type/Catalog/Pages 2 0 R>>", b"[" * 20_000 + b"]" * 20_000])


def polyglots() -> Iterator[Hostile]:
    """Files that are two things at once, of which one is a program or an archive."""
    yield "a program that is a PDF", b"MZ\x90\x00" + bytes(200) + hostile.GOOD
    yield "a Linux program that is a PDF", b"\x7fELF" + bytes(100) + hostile.GOOD
    yield "an archive that is a PDF", zipped({"evil.exe": b"MZ"}) + b"%PDF-1.7 comment"
    yield "a picture that is an archive", b"\xff\xd8\xff\xe0" + bytes(500) + _WORD
    yield "a PNG that is a page", b"\x89PNG\r\n\x1a\n<html><body>Ada</body></html>"
    yield "a GIF that is a script", b"GIF89a/*" + b"*/=1;alert(1)"
    yield "a PDF far behind noise", random.Random(5).randbytes(5_000) + hostile.GOOD


def without_text() -> Iterator[Hostile]:
    """Files in which there is nothing to read."""
    yield "blanks", b" \n\t\r\n " * 50
    yield "an empty page", pdf("q Q")
    yield "a scan", hostile.scan()
    yield "a Word file without text", docx(paragraph(""))
    yield "an OpenDocument without text", odt("<text:p/>")
    yield "an RTF file without text", rtf(r"\pard\par")
    yield "a page without text", b"<html><head><title>x</title></head><body><script>1</script></body></html>"
    yield "hidden text alone", b"<html><body><p hidden>Ada Lovelace</p></body></html>"
    yield "marks alone", "\ufeff\u200b\u200b".encode()
