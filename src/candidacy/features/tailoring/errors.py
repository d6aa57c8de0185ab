"""What can go wrong with tailorings."""

from candidacy.kernel.errors import Conflict, Invalid, NotFound


class TailoringNotFound(NotFound):
    """There is no such tailoring in this workspace."""

    code = "tailoring_not_found"


class NothingChosen(Invalid):
    """Choose at least one change to make."""

    code = "nothing_chosen"


class AlreadyApplied(Conflict):
    """This tailoring was applied already. Propose again for the CV as it is now."""

    code = "already_applied"


class NotUndoable(Conflict):
    """This was not applied, or the CV was changed since. Restore one of its versions instead."""

    code = "not_undoable"
