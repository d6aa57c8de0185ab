"""PDFs in scripts that the standard fonts do not have, with fonts that are named and not embedded."""

from collections.abc import Sequence

from candidacy.domain.reading.tests.making import file_of, stream

Placed = tuple[float, float, float, str]
"""From the left, from the top, size, text."""
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</C 5 0 R>>>>>>"
_COLLECTIONS = {
    "ja": (b"HeiseiMin-W3", b"Japan1", b"UniJIS-UTF16-H"),
    "zh": (b"STSong-Light", b"GB1", b"UniGB-UTF16-H"),
}


def _file(content: str, font: bytes, descendant: bytes, name: bytes, *further: bytes) -> bytes:
    descriptor = (
        b"<</Type/FontDescriptor/FontName/%b/Flags 4/Ascent 880/Descent -120/CapHeight 700/ItalicAngle 0"
        b"/StemV 80/FontBBox[0 -120 1000 880]>>" % name
    )
    return file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            _PAGE,
            stream(content.encode("ascii")),
            font,
            descendant,
            descriptor,
            *further,
        ]
    )


def east_asian(lines: Sequence[Placed], language: str) -> bytes:
    """A PDF in Japanese or Chinese, with the character collection that every reader knows."""
    name, ordering, encoding = _COLLECTIONS[language]
    content = "".join(
        f"BT /C {size} Tf {x} {842 - y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"
        for x, y, size, text in lines
    )
    font = b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/%b/DescendantFonts[6 0 R]>>" % (name, encoding)
    descendant = (
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/%b/DW 1000/FontDescriptor 7 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(%b)/Supplement 5>>>>" % (name, ordering)
    )
    return _file(content, font, descendant, name)


def right_to_left(lines: Sequence[tuple[float, float, str]], *, right: float = 545) -> bytes:
    """A PDF of lines (from the top, size, text) that begin at the right, drawn from left to right."""
    codes = {c: n for n, c in enumerate(sorted({c for _, _, text in lines for c in text}), 1)}
    content = ""
    for y, size, text in lines:
        drawn = "".join(f"{codes[c]:04x}" for c in _as_it_looks(text))
        content += f"BT /C {size} Tf {right - 0.5 * size * len(text)} {842 - y} Td <{drawn}> Tj ET\n"
    mapped = "".join(f"<{code:04x}> <{ord(c):04x}>\n" for c, code in codes.items())
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(codes)} beginbfchar\n{mapped}"
        "endbfchar\nendcmap end end"
    ).encode()
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Arial/Encoding/Identity-H/DescendantFonts[6 0 R]"
        b"/ToUnicode 8 0 R>>"
    )
    descendant = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Arial/DW 500/FontDescriptor 7 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
    )
    return _file(content, font, descendant, b"Arial", stream(unicode_map))


def _as_it_looks(text: str) -> str:
    """A line of a right-to-left script from left to right: other words keep the order of their letters."""
    if not _runs_left(text):
        return text
    return " ".join(word[::-1] if _runs_left(word) else word for word in reversed(text.split(" ")))


def _runs_left(text: str) -> bool:
    return any("\u0590" <= c <= "\u08ff" for c in text)
