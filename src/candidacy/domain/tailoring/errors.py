"""What can go wrong with tailoring."""

from candidacy.kernel.errors import Conflict, Invalid, NotFound


class OtherProposal(Conflict):
    """The changes are not those that were shown, or the CV is another one by now. Propose again."""

    code = "other_proposal"


class DoesNotFit(Invalid):
    """Even with everything left out that may be, the CV is longer than the pages asked for."""

    code = "does_not_fit"


class NoQuestion(NotFound):
    """There is no such question here; it may have been answered. Load it again."""

    code = "no_question"


class OtherWords(Conflict):
    """What you confirmed is not what was asked. Name each of the words in question, and no other."""

    code = "other_words"
