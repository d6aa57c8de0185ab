"""What can go wrong with tailoring."""

from candidacy.kernel.errors import Conflict, Invalid


class OtherProposal(Conflict):
    """The changes are not those that were shown, or the CV is another one by now. Propose again."""

    code = "other_proposal"


class DoesNotFit(Invalid):
    """Even with everything left out that may be, the CV is longer than the pages asked for."""

    code = "does_not_fit"
