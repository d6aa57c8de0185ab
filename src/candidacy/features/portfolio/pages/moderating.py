"""/portfolio/moderation: for whoever runs the installation."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from candidacy.features.portfolio.errors import ItemNotFound, NothingPublished
from candidacy.features.portfolio.service.moderation import Moderation
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session
from candidacy.infrastructure.http.guards import signed_in
from candidacy.kernel.errors import AppError, Invalid

router = APIRouter()
PERSON = signed_in(shown_once=False)


class ReasonNeeded(Invalid):
    """Say why: the owner is told."""

    code = "reason_needed"


async def get_moderation(session: Session, actor: CurrentActor, services: Services) -> Moderation:
    return Moderation(session, actor, services.clock, services.events)


Moderating = Annotated[Moderation, Depends(get_moderation)]


@router.get("/portfolio/moderation", dependencies=[PERSON])
async def show(
    request: Request,
    moderation: Moderating,
    services: Services,
    done: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    del moderation
    return _page(request, services, done=done)


def _page(
    request: Request, services: Services, *, done: str = "", error: AppError | None = None, **filled: str
) -> HTMLResponse:
    return services.pages.respond(
        "portfolio/moderation.html",
        request,
        status=error.status if error else 200,
        section="portfolio",
        done=done,
        error=error,
        handle=filled.get("handle", ""),
        slug=filled.get("slug", ""),
        reason=filled.get("reason", ""),
    )


@router.post("/portfolio/moderation", dependencies=[PERSON])
async def moderate(
    request: Request,
    moderation: Moderating,
    services: Services,
    handle: Annotated[str, Form(max_length=40)],
    slug: Annotated[str, Form(max_length=80)] = "",
    reason: Annotated[str, Form(max_length=500)] = "",
    what: Annotated[str, Form(max_length=20)] = "take-down",
) -> Response:
    """Take down or bring back what is named."""
    try:
        if what == "bring-back":
            await moderation.bring_back(handle.strip(), slug.strip() or None)
        else:
            await _take_down(moderation, handle.strip(), slug.strip() or None, reason.strip())
    except (NothingPublished, ItemNotFound, ReasonNeeded) as error:
        return _page(request, services, error=error, handle=handle, slug=slug, reason=reason)
    return RedirectResponse(
        f"/portfolio/moderation?done={'brought-back' if what == 'bring-back' else 'taken-down'}",
        status_code=303,
    )


async def _take_down(moderation: Moderation, handle: str, slug: str | None, reason: str) -> None:
    if not reason:
        raise ReasonNeeded
    await moderation.take_down(handle, slug, reason)
