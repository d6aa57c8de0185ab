"""What can go wrong when a text is written anew."""

from candidacy.kernel.errors import Conflict, Invalid, NotFound


class ClaimRefused(Invalid):
    """The CV does not support this text. Prove it in your own words, or leave it."""

    code = "claim_refused"


class LineChanged(Conflict):
    """This line says something else by now. Load the page again and repeat it."""

    code = "line_changed"


class NoSuchLine(NotFound):
    """There is no text at this place of the CV that can be worded anew."""

    code = "no_such_line"
