"""What who runs an installation may not do either."""

from candidacy.kernel.errors import Conflict


class NotYourself(Conflict):
    """You cannot take your own account out of use. Ask another who runs this installation."""

    code = "not_yourself"
