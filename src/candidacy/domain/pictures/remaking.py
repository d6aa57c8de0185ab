"""Pictures made anew: what a camera or a program wrote beside the points is not taken along.

Decoding is where hostile pictures do harm, so the application calls this within its sandbox.
"""

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from candidacy.domain.pictures.errors import NotAPicture, PictureTooLarge

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTHS = (480, 960, 1600)
MAX_POINTS = 40_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_SIGNS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_QUALITY = 80


@dataclass(frozen=True, slots=True)
class MadePicture:
    """A picture in one width, as WebP."""

    width: int
    height: int
    data: bytes


def is_picture(head: bytes) -> bool:
    """Whether a file begins as one of the formats that are taken."""
    return head.startswith(_SIGNS) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def remade(data: bytes) -> list[MadePicture]:
    """The picture in up to three widths, smallest first, turned upright and without metadata.

    Raises NotAPicture or PictureTooLarge.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    if not is_picture(data[:32]):
        raise NotAPicture
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            warnings.simplefilter("ignore")
            if opened.width * opened.height > MAX_POINTS:
                raise PictureTooLarge
            # A camera's JPEG is decoded at a half or a quarter where that is still more than enough.
            opened.draft("RGB", (2 * WIDTHS[-1], 2 * WIDTHS[-1]))
            upright = ImageOps.exif_transpose(opened)
            plain = upright.convert("RGBA" if _is_see_through(upright) else "RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotAPicture from error
    return [_sized(plain, width) for width in widths_for(plain.width)]


def widths_for(width: int) -> tuple[int, ...]:
    """The widths that a picture is kept in: never wider than it is."""
    smaller = tuple(w for w in WIDTHS if w < width)
    return smaller if len(smaller) == len(WIDTHS) else (*smaller, width)


def _is_see_through(picture: "Image") -> bool:
    return "A" in picture.getbands() or "transparency" in picture.info


def _sized(picture: "Image", width: int) -> MadePicture:
    from PIL import Image

    height = max(1, round(picture.height * width / picture.width))
    sized = (
        picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
        if width != picture.width
        else picture
    )
    # A new image has no place where anything of the old one's metadata could stay.
    bare = Image.new(sized.mode, sized.size)
    bare.paste(sized)
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=_QUALITY, method=4)
    return MadePicture(width, height, out.getvalue())
