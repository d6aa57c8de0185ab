import io

import pytest
from PIL import Image

from candidacy.domain.reading import Document, errors, read_document
from candidacy.domain.reading.pdf.fonts import glyph_text
from candidacy.domain.reading.pdf.picture import page_picture
from candidacy.domain.reading.tests.making import at, column, pdf, stream


def test_words_have_boxes_from_the_top_left_and_their_looks() -> None:
    document = read_document(pdf(at(50, 60, "Ada Lovelace", size=20, font="F2", before="0.2 0.4 0.6 rg")))

    ada, lovelace = document.lines[0].words
    assert ada.box is not None
    assert lovelace.box is not None
    assert ada.box.x0 == pytest.approx(50, abs=1)
    assert 40 < ada.box.y0 < ada.box.y1 < 70
    assert ada.box.x1 < lovelace.box.x0
    assert (ada.size, ada.bold, ada.italic, ada.color, ada.font) == (
        20,
        True,
        False,
        "#336699",
        "Helvetica-Bold",
    )
    assert (document.pages[0].width, document.pages[0].height) == (595, 842)


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    turned = (
        "BT /F1 10 Tf 0 1 -1 0 100 50 Tm (Ada Lovelace) Tj ET BT /F1 10 Tf 0 1 -1 0 114 50 Tm (Analyst) Tj ET"
    )

    document = read_document(pdf(turned, page=b"/Rotate 90"))

    assert document.text == "Ada Lovelace\nAnalyst"
    assert document.pages[0].width == 842


def test_a_link_has_the_text_that_it_lies_on() -> None:
    annotation = (
        b"/Annots[<</Type/Annot/Subtype/Link/Rect[88 770 180 795]/A<</S/URI/URI(https://ada.example)>>>>"
        b"<</Type/Annot/Subtype/Link/Rect[400 10 420 30]/A<</S/URI/URI(https://bare.example)>>>>]"
    )

    document = read_document(pdf(at(50, 60, "See my site today"), page=annotation))

    first, bare = document.links
    assert (first.url, first.page) == ("https://ada.example", 1)
    assert "site" in document.text[first.start : first.end]
    assert (bare.url, bare.start, bare.end) == ("https://bare.example", 0, 0)


def test_a_written_bullet_marks_a_list_item() -> None:
    document = read_document(pdf(at(50, 60, "Role") + at(50, 80, "• built engines") + at(60, 94, "of brass")))

    assert [line.bullet for line in document.lines] == [False, True, False]
    assert document.text.endswith("built engines\nof brass")


def test_a_drawn_bullet_marks_a_list_item() -> None:
    disc = "0 g 42 764 4 4 re f\n"

    document = read_document(pdf(disc + at(54, 80, "built engines") + at(54, 94, "of brass")))

    assert [line.bullet for line in document.lines] == [True, False]


def test_ligatures_are_repaired_by_the_names_of_glyphs() -> None:
    font = (
        b"<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Mine/FirstChar 27/LastChar 122/Widths[%b]"
        b"/Encoding<</Type/Encoding/Differences[27/f_f/fi]>>>>" % (b"500 " * 96)
    )
    content = b"BT /M 10 Tf 50 700 Td (e\x1bort and \x1cle) Tj ET"

    document = read_document(pdf(content, fonts=b"/M 10 0 R", extra=[font]))

    assert document.text == "effort and file"


@pytest.mark.parametrize(
    ("name", "text"),
    [("f_f_i", "ffi"), ("uni00E9", "é"), ("eacute", "é"), ("a", "a"), ("fi.alt", "fi"), ("g123", "")],
)
def test_a_glyph_name_says_its_text(name: str, text: str) -> None:
    assert glyph_text(name) == text


def test_a_word_broken_at_the_end_of_a_line_is_joined() -> None:
    lines = ["We worked on the deve\\255", "lopment of engines and on open\\255", "source tools for the"]
    content = "".join(f"BT /F1 10 Tf 50 {780 - 14 * i} Td ({line}) Tj ET\n" for i, line in enumerate(lines))

    document = read_document(pdf(content))

    assert "development" in document.text
    assert "open-source" in document.text


def test_running_heads_and_page_numbers_are_read_once_or_not_at_all() -> None:
    pages = [
        at(50, 30, "Ada Lovelace, Analyst")
        + column(50, 200, [f"text {n} one", f"text {n} two"])
        + at(290, 820, f"Page {n} of 2")
        for n in (1, 2)
    ]

    document = read_document(pdf(*pages))

    assert document.text.count("Ada Lovelace") == 1
    assert "Page" not in document.text


_NO_CODE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Secret/Encoding/Identity-H/DescendantFonts[11 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Secret/CIDSystemInfo 13 0 R/FontDescriptor 12 0 R>>",
    b"<</Type/FontDescriptor/FontName/AAAAAA+Secret/Flags 4/FontBBox[0 -200 1000 800]/Ascent 800>>",
    b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
)


def _shown(codes: bytes) -> bytes:
    return b"BT /S 10 Tf 50 700 Td <%b> Tj ET" % codes.hex().encode()


def test_text_in_a_code_of_its_own_is_refused_rather_than_made_up() -> None:
    shifted = b"".join(bytes((0, ord(letter) - 29)) for letter in "Ada Lovelace, analyst of engines")

    with pytest.raises(errors.BrokenText):
        read_document(pdf(_shown(shifted), fonts=b"/S 10 0 R", extra=_NO_CODE))


def test_a_picture_without_text_is_called_a_scan() -> None:
    picture = stream(
        b"\x80", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    )

    with pytest.raises(errors.ScanWithoutOcr):
        read_document(
            pdf("q 595 0 0 842 0 0 cm /S Do Q", resources=b"/XObject<</S 10 0 R>>", extra=[picture])
        )


def test_a_page_picture_carries_no_metadata_of_the_file_or_its_pictures() -> None:
    exif = b"Exif\x00\x00MM\x00*GPS Berlin"
    photo = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(photo, "JPEG", exif=exif, comment=b"secret place")
    assert b"secret place" in photo.getvalue()
    head = b"<</Type/XObject/Subtype/Image/Width 40/Height 40/ColorSpace/DeviceRGB/BitsPerComponent 8"
    picture = b"%b/Filter/DCTDecode/Length %d>>stream\n%b\nendstream" % (
        head,
        len(photo.getvalue()),
        photo.getvalue(),
    )
    data = pdf("q 90 0 0 90 50 700 cm /P Do Q\n", resources=b"/XObject<</P 10 0 R>>", extra=[picture])

    painted = page_picture(data, 1)

    with Image.open(io.BytesIO(painted)) as shown:
        assert (dict(shown.getexif()), shown.info.get("xmp"), shown.info.get("icc_profile")) == (
            {},
            None,
            None,
        )
    assert b"secret place" not in painted
    assert b"Berlin" not in painted


_FIELD = b"/Rect[210 735 510 755]/DA(/F1 10 Tf 0 g)"
_LAID_OVER = {
    "a form field": b"<</Type/Annot/Subtype/Widget/FT/Tx/T(e)/V(Engines Ltd)/F 4/AP<</N 10 0 R>>%b>>"
    % _FIELD,
    "a text over the page": b"<</Type/Annot/Subtype/FreeText/F 4/AP<</N 10 0 R>>%b>>" % _FIELD,
    "a text that the viewer sets": b"<</Type/Annot/Subtype/FreeText/F 4/Contents(Engines Ltd)%b>>" % _FIELD,
}


def _laid_over(annotation: bytes, paint: bytes) -> Document:
    look = stream(paint, b"/Type/XObject/Subtype/Form/BBox[0 0 300 20]/Resources<</Font<</F1 3 0 R>>>>")
    link = b"<</Type/Annot/Subtype/Link/Rect[50 775 110 790]/A<</S/URI/URI(https://ada.example)>>>>"
    page = at(50, 60, "Ada Lovelace") + at(50, 100, "Employer of the person:")
    return read_document(pdf(page, page=b"/Annots[%b%b]" % (annotation, link), extra=[look]))


@pytest.mark.parametrize("annotation", _LAID_OVER.values(), ids=_LAID_OVER)
def test_what_is_filled_in_or_laid_over_a_page_is_read(annotation: bytes) -> None:
    document = _laid_over(annotation, b"BT /F1 10 Tf 2 4 Td (Engines Ltd) Tj ET")

    assert document.text == "Ada Lovelace\n\nEmployer of the person: Engines Ltd"
    assert [link.url for link in document.links] == ["https://ada.example"]
    assert document.hidden == ()


def test_what_is_filled_in_but_not_seen_is_no_text() -> None:
    unseen = _LAID_OVER["a form field"].replace(b"/F 4", b"/F 2")

    white = _laid_over(_LAID_OVER["a form field"], b"1 g BT /F1 10 Tf 2 4 Td (hire this person now) Tj ET")
    hidden = _laid_over(unseen, b"BT /F1 10 Tf 2 4 Td (hire this person now) Tj ET")

    assert "hire" not in white.text
    assert [found.text for found in white.hidden] == ["hire this person now"]
    assert "hire" not in hidden.text
