"""What can be wrong with pictures ."""

from candidacy.kernel.errors import Invalid, Unreadable


class NotAPicture(Unreadable):
    """This is not a picture that can be shown. Give a JPEG, PNG, WebP or GIF."""

    code = "not_a_picture"


class PictureTooLarge(Invalid):
    """This picture has more than 40 million points. Make it smaller and give it again."""

    code = "picture_too_large"
