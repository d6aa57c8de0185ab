"""What can go wrong when a text is written anew."""

from collections.abc import Sequence

from candidacy.kernel.errors import Conflict, Invalid, NotFound


class ClaimRefused(Invalid):
    """The CV does not support this text. Prove it in your own words, or leave it."""

    code = "claim_refused"


class ClaimUnconfirmed(Invalid):
    """Only you can say whether this is true. Confirm each word that your CV does not show, or leave it."""

    code = "claim_unconfirmed"

    def __init__(self, message: str | None = None, words: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.words = tuple(words)


class LineChanged(Conflict):
    """This line says something else by now. Load the page again and repeat it."""

    code = "line_changed"


class NoSuchLine(NotFound):
    """There is no text at this place of the CV that can be worded anew."""

    code = "no_such_line"
