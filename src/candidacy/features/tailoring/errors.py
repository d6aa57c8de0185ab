"""What can go wrong with tailorings, letters and interviews."""

from candidacy.kernel.errors import Conflict, Invalid, NotFound, Stale


class TailoringNotFound(NotFound):
    """There is no such tailoring in this workspace."""

    code = "tailoring_not_found"


class LetterNotFound(NotFound):
    """There is no such letter in this workspace."""

    code = "letter_not_found"


class NoHints(NotFound):
    """No model has prepared this interview yet in this language. Ask one first."""

    code = "no_interview_hints"


class NothingChosen(Invalid):
    """Choose at least one change to make."""

    code = "nothing_chosen"


class NothingRefused(NotFound):
    """There is no such refused change in this tailoring; it may have been removed."""

    code = "nothing_refused"


class NotProvable(Invalid):
    """This place cannot be proven by another wording. Edit the CV itself, and propose again."""

    code = "not_provable"


class AlreadyApplied(Conflict):
    """This tailoring was applied already. Propose again for the CV as it is now."""

    code = "already_applied"


class NotUndoable(Conflict):
    """This was not applied, or the CV was changed since. Restore one of its versions instead."""

    code = "not_undoable"


class LetterChanged(Stale):
    """This letter was changed in the meantime. Load it again and repeat your change."""

    code = "letter_changed"
