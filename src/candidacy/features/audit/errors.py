"""What can go wrong with the audit log."""

from candidacy.kernel.errors import Invalid, NotFound


class TooYoung(Invalid):
    """Entries of the audit log are kept for at least six months. Choose an earlier day."""

    code = "audit_too_young"


class NothingDecided(NotFound):
    """This CV and this job have not been held against each other yet. Match them first."""

    code = "nothing_decided"
