"""What can go wrong with postings."""

from candidacy.kernel.errors import Invalid, NotFound, Stale


class PostingNotFound(NotFound):
    """There is no such posting in this workspace."""

    code = "posting_not_found"


class RequirementNotFound(NotFound):
    """This posting has no such requirement."""

    code = "requirement_not_found"


class PostingChanged(Stale):
    """This posting was changed in the meantime. Load it again and repeat your change."""

    code = "posting_changed"


class NothingGiven(Invalid):
    """Give the posting's text, a schema.org JobPosting, or the address of its web page."""

    code = "nothing_given"
