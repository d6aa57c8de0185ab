"""What can go wrong with notifications."""

from candidacy.kernel.errors import NotFound


class NotificationNotFound(NotFound):
    """This notification is not there any more, or is not yours."""

    code = "notification_not_found"
