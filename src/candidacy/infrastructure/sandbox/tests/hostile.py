"""Files that are broken, or made to break who reads them."""

import random
import zlib
from pathlib import Path

from candidacy.domain.reading.tests.making import at, docx, file_of, paragraph, pdf, stream, zipped

GOOD = pdf(at(50, 60, "Ada Lovelace") + at(50, 80, "Analyst of engines"))
_DATA = Path(__file__).parent / "data"
_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_HELLO = stream(b"BT /F1 9 Tf 50 700 Td (hello) Tj ET")


def _page(box: bytes = b"595 842", resources: bytes = b"") -> bytes:
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %b]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%b>>>>"
        % (box, resources)
    )


def truncated_pdf() -> bytes:
    return GOOD[: len(GOOD) // 2]


def garbage_pdf() -> bytes:
    return b"%PDF-1.7\n" + random.Random(1).randbytes(50_000)


def flipped_pdf() -> bytes:
    data, chance = bytearray(GOOD), random.Random(3)
    for _ in range(200):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def locked_pdf() -> bytes:
    """AES-256; no one can open it without the user's password."""
    return (_DATA / "aes256_user_password.pdf").read_bytes()


def owned_pdf() -> bytes:
    """AES-256 with an owner's password only: everyone may read, no one may print."""
    return (_DATA / "aes256_owner_password_only.pdf").read_bytes()


def flate_bomb() -> bytes:
    """Some ten million characters to show, in a few kilobytes."""
    packer, chunk = zlib.compressobj(9), b"(A) Tj " * 150_000
    packed = b"".join(packer.compress(chunk) for _ in range(60)) + packer.flush()
    content = b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed)
    return file_of([_CATALOG, _ONE_PAGE, _page(), content, _FONT])


def double_flate_bomb() -> bytes:
    """Three hundred megabytes in a kilobyte."""
    packer, zeros = zlib.compressobj(1), b" " * 1_000_000
    packed = b"".join(packer.compress(zeros) for _ in range(300)) + packer.flush()
    packed = zlib.compress(packed, 9)
    content = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%b\nendstream" % (len(packed), packed)
    return file_of([_CATALOG, _ONE_PAGE, _page(), content, _FONT])


def exponential_forms() -> bytes:
    """Twelve forms, each of which places the next ten times."""
    objects = [_CATALOG, _ONE_PAGE, _page(resources=b"/XObject<</X 6 0 R>>"), stream(b"/X Do "), _FONT]
    for index in range(12):
        last = index == 11
        inner = b"BT /F1 9 Tf (boom) Tj ET " if last else b"/X Do " * 10
        nested = b"" if last else b"/XObject<</X %d 0 R>>" % (7 + index)
        head = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>%b>>" % nested
        objects.append(stream(inner, head))
    return file_of(objects)


def hundred_thousand_pages() -> bytes:
    kids = b" ".join([b"3 0 R"] * 100_000)
    return file_of([_CATALOG, b"<</Type/Pages/Kids[%b]/Count 100000>>" % kids, _page(), _HELLO, _FONT])


def huge_page() -> bytes:
    return file_of([_CATALOG, _ONE_PAGE, _page(b"2000000 2000000"), _HELLO, _FONT])


def cyclic_pages() -> bytes:
    return file_of([_CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"])


def scan() -> bytes:
    picture = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\x80\nendstream"
    )
    return pdf("q 595 0 0 842 0 0 cm /Scan Do Q\n", resources=b"/XObject<</Scan 10 0 R>>", extra=[picture])


def xml_bomb() -> bytes:
    """A Word file whose text is a hundred megabytes."""
    return docx(paragraph("A" * 1000) * 100_000)


def side_bomb() -> bytes:
    """A harmless Word file that carries 60 megabytes of nothing."""
    return docx(paragraph("Ada"), parts={"word/media/image1.png": bytes(60_000_000)})


def billion_laughs() -> bytes:
    entities = '<!ENTITY a0 "lol">' + "".join(
        f'<!ENTITY a{index} "{f"&a{index - 1};" * 10}">' for index in range(1, 10)
    )
    return docx(paragraph("&a9;"), prolog=f"<!DOCTYPE r [{entities}]>")


def external_entity() -> bytes:
    return docx(paragraph("&x;"), prolog='<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>')


def deep_docx() -> bytes:
    return docx("<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000)


def many_members() -> bytes:
    return zipped({f"word/{index}.xml": "" for index in range(3000)})


def climbing_member() -> bytes:
    return docx(paragraph("Ada"), parts={"../../etc/cron.d/x": "x"})
