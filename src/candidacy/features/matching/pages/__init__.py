"""Home, the way from a CV and a posting to their match, the match itself, rankings, decisions, batches."""

from fastapi import APIRouter

from candidacy.features.matching.pages.decisions import router as decisions
from candidacy.features.matching.pages.rankings import router as rankings
from candidacy.features.matching.pages.routes import router as ways

router = APIRouter()
router.include_router(ways)
router.include_router(rankings)
router.include_router(decisions)

__all__ = ["router"]
