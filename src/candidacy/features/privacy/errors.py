"""What can go wrong with exports and erasure."""

from candidacy.kernel.errors import Conflict, Gone, Invalid, NotFound


class ExportNotFound(NotFound):
    """You have no such export."""

    code = "export_not_found"


class ExportNotReady(Conflict):
    """This export is not ready yet. Ask again in a moment."""

    code = "export_not_ready"


class ExportExpired(Gone):
    """This export was kept for seven days and is gone. Ask for a new one."""

    code = "export_expired"


class TeamNeedsOwner(Conflict):
    """You are the last owner of a team with other members. Make one of them an owner, or delete the team."""

    code = "team_needs_owner"


class NotConfirmed(Invalid):
    """To delete your account, repeat its e-mail address; without one, the word delete."""

    code = "not_confirmed"
