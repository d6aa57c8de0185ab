"""What can go wrong with reviews."""

from candidacy.kernel.errors import NotFound


class ReviewNotFound(NotFound):
    """There is no such review in this workspace."""

    code = "review_not_found"
