"""The pages of applications: the tracker, one application, and the ways in."""

from fastapi import APIRouter

from candidacy.features.applications.pages.application import router as application
from candidacy.features.applications.pages.board import router as board
from candidacy.features.applications.pages.feed import router as feed
from candidacy.features.applications.pages.intake import router as intake

router = APIRouter()
for part in (board, intake, application, feed):
    router.include_router(part)

__all__ = ["router"]
