"""What who runs an installation may not do either."""

from candidacy.kernel.errors import Conflict


class NotYourself(Conflict):
    """You cannot take your own account out of use. Ask another who runs this installation."""

    code = "not_yourself"


class SuspendedAlready(Conflict):
    """This workspace is suspended already. Resume it to have its members work again."""

    code = "suspended_already"


class NotSuspended(Conflict):
    """This workspace is in use. There is nothing to resume."""

    code = "not_suspended"
