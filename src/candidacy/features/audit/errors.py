"""What can go wrong with the audit log."""

from candidacy.kernel.errors import Invalid


class TooYoung(Invalid):
    """Entries of the audit log are kept for at least six months. Choose an earlier day."""

    code = "audit_too_young"
