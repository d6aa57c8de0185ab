"""What can be wrong with a search or a question."""

from candidacy.kernel.errors import Invalid, RateLimited


class NothingAsked(Invalid):
    """Say what you look for: a word, a name, or a question."""

    code = "nothing_asked"


class UnknownKind(Invalid):
    """There is nothing of this kind to search."""

    code = "unknown_kind"


class TooManyQuestions(RateLimited):
    """You have asked a lot in a short time. Wait a moment and ask again."""

    code = "too_many_questions"
