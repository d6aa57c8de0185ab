"""The API of applications."""

from fastapi import APIRouter

from candidacy.features.applications.api.belongings import router as belongings
from candidacy.features.applications.api.board import router as board
from candidacy.features.applications.api.intake import router as intake
from candidacy.features.applications.api.tracking import router as tracking

router = APIRouter()
for part in (board, intake, tracking, belongings):
    router.include_router(part)

__all__ = ["router"]
