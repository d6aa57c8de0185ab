"""The pages of accounts. Forms are plain posts that answer with a redirect: they work without scripts."""

from candidacy.features.auth.pages import account, entry, openid
from candidacy.features.auth.pages.renewal import KeepSignedIn
from candidacy.infrastructure.http.routing import joined

router = joined(entry.router, openid.router, account.router)

developers_router = entry.developers_router

__all__ = ["KeepSignedIn", "developers_router", "router"]
