"""What can go wrong with portfolios."""

from candidacy.kernel.errors import Conflict, Forbidden, Invalid, NotFound, Stale


class ItemNotFound(NotFound):
    """There is no such item in this portfolio."""

    code = "portfolio_item_not_found"


class ImageNotFound(NotFound):
    """There is no such picture in this portfolio."""

    code = "portfolio_image_not_found"


class NothingPublished(NotFound):
    """There is nothing published at this address."""

    code = "nothing_published"


class ItemChanged(Stale):
    """This item was changed in the meantime. Load it again and repeat your change."""

    code = "portfolio_item_changed"


class PortfolioChanged(Stale):
    """The portfolio was changed in the meantime. Load it again and repeat your change."""

    code = "portfolio_changed"


class SlugTaken(Conflict):
    """Another item has this name in its address. Choose another."""

    code = "slug_taken"


class HandleTaken(Conflict):
    """Somebody has this name already. Choose another."""

    code = "handle_taken"


class BadHandle(Invalid):
    """A handle has 3 to 40 small letters, digits and hyphens, and is no name of the installation's own."""

    code = "bad_handle"


class HandleNeeded(Invalid):
    """Choose a handle and give a name first: they are the address and the title of a public portfolio."""

    code = "handle_needed"


class TooManyHandles(Conflict):
    """You have had five handles, all of which lead to your portfolio. Take one of these again."""

    code = "too_many_handles"


class AltNeeded(Invalid):
    """Say in words what is to be seen on each picture, for those who cannot see it; then publish."""

    code = "alt_needed"


class TooManyPictures(Invalid):
    """An item may have 20 pictures. Remove one first."""

    code = "too_many_pictures"


class TooManyItems(Invalid):
    """A portfolio may have 500 items. Delete one first."""

    code = "too_many_items"


class TakenDown(Conflict):
    """This was taken down by whoever runs the installation, and only they can bring it back."""

    code = "taken_down"


class SuperuserNeeded(Forbidden):
    """Only who runs the installation may do this."""

    code = "superuser_needed"
