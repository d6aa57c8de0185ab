"""What can go wrong with workspaces and their people."""

from candidacy.kernel.errors import Conflict, Forbidden, Gone, NotFound, RateLimited, Stale


class WorkspaceNotFound(NotFound):
    """There is no such workspace, you do not belong to it, or it is not the one you work in."""

    code = "workspace_not_found"


class WorkspaceChanged(Stale):
    """These settings were changed in the meantime. Load them again and repeat your change."""

    code = "workspace_changed"


class PersonalWorkspace(Conflict):
    """This is a personal workspace: it stays with its person alone. Make a team workspace instead."""

    code = "personal_workspace"


class LastOwner(Conflict):
    """A workspace keeps at least one owner. Make somebody else an owner first."""

    code = "last_owner"


class OwnersOnly(Forbidden):
    """Only an owner may do this to an owner, or make one."""

    code = "owners_only"


class MemberNotFound(NotFound):
    """There is no such member in this workspace."""

    code = "member_not_found"


class AlreadyMember(Conflict):
    """This person belongs to the workspace already."""

    code = "already_member"


class InvitationNotFound(NotFound):
    """There is no such invitation: it was used, taken back, or never made."""

    code = "invitation_not_found"


class InvitationExpired(Gone):
    """This invitation has expired. Ask for a new one."""

    code = "invitation_expired"


class TooManyInvitations(RateLimited):
    """You have invited many people just now. Wait five minutes and go on."""

    code = "too_many_invitations"


class InvitationForSomebodyElse(Forbidden):
    """This invitation is for another e-mail address. Sign in with the account of that address."""

    code = "invitation_for_somebody_else"


class SessionNeeded(Conflict):
    """Only a signed-in session can switch. A program names its workspace in each request instead."""

    code = "session_needed"
