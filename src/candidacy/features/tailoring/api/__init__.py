"""/api/v1/tailorings, /api/v1/letters, and the interviews of a CV."""

from fastapi import APIRouter

from candidacy.features.tailoring.api.interviews import router as interviews
from candidacy.features.tailoring.api.letters import router as letters
from candidacy.features.tailoring.api.tailorings import router as tailorings

router = APIRouter()
router.include_router(tailorings)
router.include_router(letters)
router.include_router(interviews)

__all__ = ["router"]
