"""What can go wrong with reviews."""

from candidacy.kernel.errors import Conflict, NotFound


class ReviewNotFound(NotFound):
    """There is no such review in this workspace."""

    code = "review_not_found"


class ReviewOutdated(Conflict):
    """The CV was changed since this review. Review it again first."""

    code = "review_outdated"


class NoNotes(NotFound):
    """No model has read this review's CV yet."""

    code = "no_notes"
