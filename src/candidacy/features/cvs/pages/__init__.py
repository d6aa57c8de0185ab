"""The pages of CVs: the list, and one CV beside its document, to be looked at and mended; its versions."""

from fastapi import APIRouter

from candidacy.features.cvs.pages import editing, routes, versions

router = APIRouter()
router.include_router(routes.router)
router.include_router(editing.router)
router.include_router(versions.router)

__all__ = ["router"]
