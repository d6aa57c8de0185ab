"""/dev/components: every component in its states, for whoever changes one; in development only."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from candidacy.domain.resume import Span
from candidacy.infrastructure.http.dependencies import Services, public_route
from candidacy.infrastructure.http.document_view import text_document

router = APIRouter(include_in_schema=False)

TEXT = "Led the move of 40 services to FastAPI.\nPackaged 9 services with Docker.\n\nSwedish, English (C1)"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@router.get("/dev/components", dependencies=[public_route()])
async def components(request: Request, services: Services) -> HTMLResponse:
    view = text_document(
        TEXT, [("q0", [Span(start=0, end=39)]), ("q1", [Span(start=62, end=69)]), ("q2", [])]
    )
    return services.pages.respond("components.html", request, view=view, long_word=LONG_WORD)
