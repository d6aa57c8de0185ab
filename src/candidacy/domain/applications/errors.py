"""What can go wrong with what comes in about applications."""

from candidacy.kernel.errors import Conflict, Invalid, TooLarge, Unreadable


class MoveNotAllowed(Conflict):
    """An application cannot go from its stage to this one. Choose one that comes next."""

    code = "move_not_allowed"


class UnknownZone(Invalid):
    """There is no such time zone. Give one by its IANA name, such as Europe/Berlin."""

    code = "unknown_zone"


class NotATable(Unreadable):
    """This is not a table with a line of headings. Export it as CSV and try again."""

    code = "not_a_table"


class TableTooLarge(TooLarge):
    """A table may have 2,000 rows, 60 columns and 2 MB. Split it into several."""

    code = "table_too_large"


class BadMapping(Invalid):
    """Each column can be one thing, and one of them has to be the job or the employer."""

    code = "bad_mapping"


class MailUnreadable(Unreadable):
    """This is not a mail that can be read. Save it as .eml, or paste its text."""

    code = "mail_unreadable"


class MailTooLarge(TooLarge):
    """This mail is larger than 5 MB. Paste its text instead."""

    code = "mail_too_large"
