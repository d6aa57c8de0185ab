"""The pages of what is yours: take it along, or have it erased."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.features.auth.public import (
    ACCESS_COOKIE,
    REFRESH_COOKIE,
    AuthContext,
    ConfirmationNeeded,
    get_person,
    require_confirmed,
)
from candidacy.features.privacy.service.erasure import WORD, ErasureService
from candidacy.features.privacy.service.exporting import ExportService
from candidacy.features.workspaces.public import standing_of
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, public_route
from candidacy.infrastructure.http.guards import signed_in
from candidacy.infrastructure.http.services import SharedServices
from candidacy.kernel.errors import AppError
from candidacy.kernel.identity import Actor

router = APIRouter()
PERSON, PUBLIC = signed_in(), public_route()
PAGE = "/account/data"


async def get_exports(session: Session, actor: CurrentActor, services: Services) -> ExportService:
    return ExportService(session, actor, services.queue, services.quotas, services.clock, services.events)


Exports = Annotated[ExportService, Depends(get_exports)]


@router.get(PAGE, dependencies=[PERSON])
async def page(
    request: Request, session: Session, actor: CurrentActor, services: Services, exports: Exports
) -> HTMLResponse:
    return await show(request, session, actor, services, exports)


async def show(
    request: Request,
    session: Session,
    actor: Actor,
    services: SharedServices,
    exports: ExportService,
    error: AppError | None = None,
) -> HTMLResponse:
    """The page; with what went wrong on top, where something did."""
    standing = await standing_of(session, actor.user)
    return services.pages.respond(
        "privacy/data.html",
        request,
        status=error.status if error else 200,
        error=error,
        exports=await exports.list_newest(),
        standing=standing,
        follow=standing[0].id == actor.workspace,
        person=await get_person(session, actor.user),
        word=WORD,
    )


def first_confirm() -> Response:
    """To the question whether it is you, and back."""
    return RedirectResponse(f"/account/confirm?next={PAGE}", status_code=303)


@router.post("/account/exports", dependencies=[PERSON])
async def request_export(
    request: Request, session: Session, actor: CurrentActor, services: Services, exports: Exports
) -> Response:
    auth: AuthContext = request.state.auth
    try:
        await require_confirmed(session, auth, actor)
        await exports.request()
    except ConfirmationNeeded:
        return first_confirm()
    except AppError as error:
        if error.status >= 500:
            raise
        return await show(request, session, actor, services, exports, error)
    return RedirectResponse(PAGE, status_code=303)


@router.post("/account/exports/{export_id}/delete", dependencies=[PERSON])
async def delete_export(export_id: UUID, exports: Exports) -> RedirectResponse:
    await exports.delete(export_id)
    return RedirectResponse(PAGE, status_code=303)


@router.post("/account/delete", dependencies=[PERSON])
async def erase(
    request: Request,
    session: Session,
    actor: CurrentActor,
    services: Services,
    exports: Exports,
    confirm: Annotated[str, Form(max_length=254)] = "",
) -> Response:
    auth: AuthContext = request.state.auth
    try:
        await require_confirmed(session, auth, actor)
        async with session.begin_nested():
            await ErasureService(session, services.queue, services.events).erase(actor.user, confirm)
    except ConfirmationNeeded:
        return first_confirm()
    except AppError as error:
        if error.status >= 500:
            raise
        return await show(request, session, actor, services, exports, error)
    return goodbye()


def goodbye() -> RedirectResponse:
    """Away, without the cookies of a session that is over."""
    response = RedirectResponse("/goodbye", status_code=303)
    for name in (ACCESS_COOKIE, REFRESH_COOKIE):
        response.delete_cookie(name, secure=True, httponly=True, samesite="strict")
    return response


@router.get("/goodbye", dependencies=[PUBLIC])
async def goodbye_page(request: Request, services: Services) -> HTMLResponse:
    return services.pages.respond("privacy/goodbye.html", request)
