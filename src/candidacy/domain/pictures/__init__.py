"""Pictures that people give: made anew in some sizes, without what is written beside the points."""

from candidacy.domain.pictures.errors import NotAPicture, PictureTooLarge
from candidacy.domain.pictures.remaking import MadePicture, is_picture, remade, widths_for

__all__ = ["MadePicture", "NotAPicture", "PictureTooLarge", "is_picture", "remade", "widths_for"]
