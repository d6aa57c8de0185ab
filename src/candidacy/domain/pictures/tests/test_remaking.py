import io
from typing import Any

import pytest
from PIL import Image

from candidacy.domain.pictures import NotAPicture, PictureTooLarge, is_picture, remade, widths_for
from candidacy.domain.pictures.remaking import MAX_POINTS

CANARY = "canary of a camera"


def picture(form: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 0).save(out, form, **options)
    return out.getvalue()


def with_metadata(form: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = CANARY, 6
    return picture(form, exif=exif, comment=CANARY.encode()) if form == "JPEG" else picture(form, exif=exif)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_folio_005_pictures_of_each_form_become_webp(form: str) -> None:
    (made,) = remade(picture(form))

    assert (made.width, made.height) == (60, 40)
    assert Image.open(io.BytesIO(made.data)).format == "WEBP"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_folio_005_what_a_camera_wrote_is_gone(form: str) -> None:
    given = with_metadata(form)
    (made,) = remade(given)

    assert CANARY.encode() in given
    assert CANARY.encode() not in made.data
    assert not Image.open(io.BytesIO(made.data)).getexif()


def test_a_picture_is_turned_as_the_camera_was_held() -> None:
    (made,) = remade(with_metadata("JPEG"))

    assert (made.width, made.height) == (40, 60)


def test_what_is_see_through_stays_so() -> None:
    (made,) = remade(picture("PNG", mode="RGBA"))

    assert Image.open(io.BytesIO(made.data)).mode == "RGBA"


@pytest.mark.parametrize(
    ("width", "widths"),
    [(1, (1,)), (480, (480,)), (500, (480, 500)), (1600, (480, 960, 1600)), (5000, (480, 960, 1600))],
)
def test_a_picture_is_never_made_wider_than_it_is(width: int, widths: tuple[int, ...]) -> None:
    assert widths_for(width) == widths


def test_a_wide_picture_comes_in_three_widths() -> None:
    made = remade(picture("PNG", (2000, 1000)))

    assert [(one.width, one.height) for one in made] == [(480, 240), (960, 480), (1600, 800)]


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\nbroken", b"\xff\xd8\xff\xe0"]
)
def test_folio_005_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        remade(data)


def test_folio_005_a_picture_of_too_many_points_is_refused_before_it_is_decoded() -> None:
    side = int(MAX_POINTS**0.5) + 10
    data = picture("PNG", (side, side), mode="1")

    with pytest.raises(PictureTooLarge):
        remade(data)


def test_a_picture_is_told_by_how_it_begins() -> None:
    assert is_picture(b"RIFF....WEBPVP8 ")
    assert not is_picture(b"RIFF....WAVEfmt ")
