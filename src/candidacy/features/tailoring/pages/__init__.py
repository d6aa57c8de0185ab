"""The pages of tailorings, letters and interviews."""

from fastapi import APIRouter

from candidacy.features.tailoring.pages.interviews import router as interviews
from candidacy.features.tailoring.pages.letters import router as letters
from candidacy.features.tailoring.pages.tailorings import router as tailorings

router = APIRouter()
router.include_router(tailorings)
router.include_router(letters)
router.include_router(interviews)

__all__ = ["router"]
