"""The pages of search: for who works in a workspace, and for visitors of a portfolio."""

from fastapi import APIRouter

from candidacy.features.assistant.pages import finding, visitors

router = APIRouter()
for part in (finding, visitors):
    router.include_router(part.router)

__all__ = ["router"]
