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


class NothingDecided(NotFound):
    """This CV and this job have not been held against each other yet. Match them first."""

    code = "nothing_decided"


class BatchNotFound(NotFound):
    """There is no such batch in this workspace."""

    code = "batch_not_found"


class NotAnArchive(Invalid):
    """This is not a ZIP archive that can be opened. Pack the CVs into a ZIP, or choose them one by one."""

    code = "not_an_archive"


class TooManyFiles(Invalid):
    """An archive may hold 2,000 files. Split it into several."""

    code = "too_many_files"


class NothingInArchive(Invalid):
    """There is no file in this archive."""

    code = "nothing_in_archive"


class ItemTooLarge(Invalid):
    """This file of the archive is larger than a file may be."""

    code = "item_too_large"


class ItemUnreadable(Invalid):
    """This file of the archive is damaged or protected by a password. Pack it again without one."""

    code = "item_unreadable"
