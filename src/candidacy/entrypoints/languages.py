"""The switch of the interface's language, kept in a cookie of this browser."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse

from candidacy.infrastructure.http.dependencies import Services, public_route
from candidacy.infrastructure.http.languages import COOKIE
from candidacy.infrastructure.http.page_before import page_before
from candidacy.kernel.errors import Invalid

router = APIRouter(include_in_schema=False)

YEAR = 365 * 24 * 3600


class UnknownLanguage(Invalid):
    """The interface does not speak this language. Choose one of those at the foot of the page."""

    code = "unknown_language"


@router.post("/language", dependencies=[public_route()])
async def choose_language(
    request: Request, services: Services, language: Annotated[str, Form(max_length=20)]
) -> RedirectResponse:
    """Speak this language from now on, and go back to where the switch was used."""
    if not services.pages.languages.knows(language):
        raise UnknownLanguage
    answer = RedirectResponse(page_before(request), status_code=303)
    answer.set_cookie(
        COOKIE, language, max_age=YEAR, httponly=True, samesite="lax", secure=request.url.scheme == "https"
    )
    return answer
