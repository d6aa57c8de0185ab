"""The model of a workspace, the use of models, and the prompts of the installation."""

from fastapi import APIRouter

from candidacy.features.agents.pages.models import router as models
from candidacy.features.agents.pages.prompts import router as prompts

router = APIRouter()
router.include_router(models)
router.include_router(prompts)

__all__ = ["router"]
