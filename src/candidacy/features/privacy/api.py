"""/api/v1/me/exports and DELETE /api/v1/me: take everything along, or have it erased."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse, StreamingResponse

from candidacy.features.auth.public import AuthContext, ConfirmationNeeded, require_confirmed
from candidacy.features.privacy.errors import (
    ExportExpired,
    ExportNotFound,
    ExportNotReady,
    NotConfirmed,
    TeamNeedsOwner,
)
from candidacy.features.privacy.schemas import EraseIn, ExportOut
from candidacy.features.privacy.service.erasure import ErasureService
from candidacy.features.privacy.service.exporting import ExportService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session
from candidacy.infrastructure.http.guards import signed_in
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.infrastructure.quotas import QuotaUsedUp
from candidacy.infrastructure.storage import ObjectMissing, begun

router = APIRouter(prefix="/api/v1/me", tags=["privacy"], route_class=ApiRoute)
LINK_LIFETIME = timedelta(minutes=5)
"""Long enough to begin; what was begun goes on to its end."""
PERSON = signed_in()
REPEATABLE = signed_in(shown_once=False)
"""Of what holds no secret a repeated request gets the first answer."""


async def get_exports(session: Session, actor: CurrentActor, services: Services) -> ExportService:
    return ExportService(session, actor, services.queue, services.quotas, services.clock, services.events)


async def get_erasure(session: Session, services: Services) -> ErasureService:
    return ErasureService(session, services.queue, services.events)


async def confirmed(request: Request, session: Session, actor: CurrentActor) -> None:
    """Refuses who proved who they are over ten minutes ago."""
    auth: AuthContext = request.state.auth
    await require_confirmed(session, auth, actor)


Exports = Annotated[ExportService, Depends(get_exports)]
Erasure = Annotated[ErasureService, Depends(get_erasure)]
CONFIRMED = Depends(confirmed, scope="function")


@router.post(
    "/exports",
    status_code=202,
    dependencies=[REPEATABLE, CONFIRMED],
    responses=problems(ConfirmationNeeded, QuotaUsedUp),
)
async def request_export(exports: Exports, response: Response) -> ExportOut:
    """Ask for a ZIP of everything you own. It is made by a job and kept for seven days."""
    made = await exports.request()
    response.headers["Location"] = f"/api/v1/me/exports/{made.id}"
    return made


@router.get("/exports", dependencies=[PERSON])
async def list_exports(exports: Exports) -> list[ExportOut]:
    """Your exports and how far they are, newest first."""
    return await exports.list_newest()


@router.get("/exports/{export_id}", dependencies=[PERSON], responses=problems(ExportNotFound))
async def get_export(export_id: UUID, exports: Exports) -> ExportOut:
    """An export and how far it is."""
    return await exports.get(export_id)


@router.get(
    "/exports/{export_id}/content",
    response_class=StreamingResponse,
    response_model=None,
    dependencies=[PERSON],
    responses=problems(ExportNotFound, ExportNotReady, ExportExpired, ObjectMissing)
    | {200: {"content": {"application/zip": {}}}, 307: {"description": "It is there, for five minutes"}},
)
async def download_export(
    export_id: UUID, exports: Exports, services: Services
) -> StreamingResponse | RedirectResponse:
    """The ZIP, as an attachment; where links are switched on, from the bucket itself."""
    row = await exports.open(export_id)
    if (link := await services.storage.link(row.storage_key or "", lifetime=LINK_LIFETIME)) is not None:
        return RedirectResponse(link, headers={"Cache-Control": "private, no-store"})
    content = await begun(services.storage.get(row.storage_key or ""))
    headers = {
        "Content-Disposition": f'attachment; filename="candidacy-export-{row.created_at:%Y-%m-%d}.zip"',
        "Content-Length": str(row.size),
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
    }
    return StreamingResponse(content, headers=headers, media_type="application/zip")


@router.delete(
    "/exports/{export_id}", status_code=204, dependencies=[PERSON], responses=problems(ExportNotFound)
)
async def delete_export(export_id: UUID, exports: Exports) -> None:
    """Delete an export before its time; one that is being made is thrown away."""
    await exports.delete(export_id)


@router.delete(
    "",
    status_code=204,
    dependencies=[PERSON, CONFIRMED],
    responses=problems(ConfirmationNeeded, NotConfirmed, TeamNeedsOwner),
)
async def erase(given: EraseIn, actor: CurrentActor, erasure: Erasure) -> None:
    """Delete your account with everything that is yours alone. It cannot be undone."""
    await erasure.erase(actor.user, given.confirm)
