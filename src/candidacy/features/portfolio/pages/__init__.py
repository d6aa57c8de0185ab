"""The pages of portfolios: those of who writes, and those that visitors see."""

from fastapi import APIRouter

from candidacy.features.portfolio.pages import editing, listing, moderating, profile, visitors

router = APIRouter()
for part in (listing, editing, profile, moderating, visitors):
    router.include_router(part.router)

__all__ = ["router"]
