"""What can go wrong with matches."""

from candidacy.kernel.errors import Invalid, NotFound


class MatchNotFound(NotFound):
    """There is no such match in this workspace."""

    code = "match_not_found"


class OneSide(Invalid):
    """Name either a posting, to rank CVs for it, or a CV, to rank postings for it."""

    code = "one_side"


class NothingToDo(Invalid):
    """Choose a CV file, paste a job posting, or both."""

    code = "nothing_to_do"
