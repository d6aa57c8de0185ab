"""The pages of accounts. Forms are plain posts that answer with a redirect: they work without scripts."""

from fastapi import APIRouter

from candidacy.features.auth.pages import account, entry, openid
from candidacy.features.auth.pages.renewal import KeepSignedIn

router = APIRouter()
router.include_router(entry.router)
router.include_router(openid.router)
router.include_router(account.router)

developers_router = entry.developers_router

__all__ = ["KeepSignedIn", "developers_router", "router"]
