"""What can go wrong with applications."""

from candidacy.kernel.errors import Conflict, Invalid, NotFound, Stale, TooLarge


class ApplicationNotFound(NotFound):
    """There is no such application in this workspace."""

    code = "application_not_found"


class ApplicationChanged(Stale):
    """Somebody changed this application in the meantime. Look at it as it is now, and repeat your change."""

    code = "application_changed"


class ApplicationArchived(Conflict):
    """This application is archived. Restore it first."""

    code = "application_archived"


class NothingNamed(Invalid):
    """Say which job it is: its title, its employer, or the posting."""

    code = "nothing_named"


class StageNotFound(NotFound):
    """There is no such stage in this workspace, or it is archived."""

    code = "stage_not_found"


class StageNameTaken(Conflict):
    """There is a stage with this name already."""

    code = "stage_name_taken"


class StageInUse(Conflict):
    """There are applications in this stage. Move them to another one first."""

    code = "stage_in_use"


class StageNeeded(Conflict):
    """Every board needs a stage for what is saved and one for what is sent. Add another one first."""

    code = "stage_needed"


class TooManyStages(Conflict):
    """A board can have 30 stages. Archive one first."""

    code = "too_many_stages"


class NothingToUndo(Conflict):
    """There is no move to take back."""

    code = "nothing_to_undo"


class PartNotFound(NotFound):
    """This application has no such contact, task, interview or document."""

    code = "application_part_not_found"


class TooManyParts(Conflict):
    """An application can have 200 of each: contacts, tasks and interviews. Delete some first."""

    code = "too_many_parts"


class BadTimes(Invalid):
    """An interview ends after it begins, and within two days."""

    code = "bad_times"


class ImportNotFound(NotFound):
    """There is no such import in this workspace."""

    code = "import_not_found"


class ImportFinished(Conflict):
    """This import was done already. Begin another one."""

    code = "import_finished"


class ImportNotUndoable(Conflict):
    """This import was not done, or was undone already."""

    code = "import_not_undoable"


class NothingChosen(Invalid):
    """None of the chosen rows can be imported. Choose at least one without an error."""

    code = "nothing_chosen_to_import"


class MailNotFound(NotFound):
    """There is no such mail in this workspace, or it was answered already."""

    code = "mail_not_found"


class MailKnown(Conflict):
    """This mail was read in before."""

    code = "mail_known"


class NoFeed(NotFound):
    """There is no calendar at this address, or not any more."""

    code = "no_feed"


class BoardFull(TooLarge):
    """A workspace can have 20,000 applications. Delete some that are archived."""

    code = "board_full"
