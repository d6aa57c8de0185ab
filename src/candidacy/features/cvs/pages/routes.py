"""The list of CVs, and one CV beside its document."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.features.cvs.pages.showing import Shown
from candidacy.features.cvs.service import CvService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.kernel.ids import CvId
from candidacy.kernel.pagination import DEFAULT_LIMIT
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.CVS_READ), requires(Permission.CVS_WRITE)


async def get_service(session: Session, actor: CurrentActor, services: Services) -> CvService:
    return CvService(session, actor.workspace, services.taxonomy, services.clock, actor.user, services.events)


CvsService = Annotated[CvService, Depends(get_service)]


async def get_shown(
    request: Request, session: Session, actor: CurrentActor, service: CvsService, services: Services
) -> Shown:
    return Shown(request, session, actor, service, services)


ShownCv = Annotated[Shown, Depends(get_shown)]


@router.get("/cvs", dependencies=[READ])
async def list_page(
    request: Request, service: CvsService, services: Services, cursor: str | None = None
) -> HTMLResponse:
    page = await service.list_page(cursor, DEFAULT_LIMIT)
    return services.pages.respond("cvs/list.html", request, section="cvs", page=page)


@router.get("/cvs/{cv_id}", dependencies=[READ])
async def show(cv_id: UUID, shown: ShownCv, done: Annotated[str, Query(max_length=20)] = "") -> HTMLResponse:
    return await shown.cv_page(CvId(cv_id), done=done)


@router.post("/cvs/{cv_id}/delete", dependencies=[WRITE])
async def delete(cv_id: UUID, service: CvsService) -> RedirectResponse:
    await service.delete(CvId(cv_id))
    return RedirectResponse("/cvs", status_code=303)


@router.post("/cvs/{cv_id}/rename", dependencies=[WRITE])
async def rename(
    cv_id: UUID, title: Annotated[str, Form(min_length=1, max_length=200)], service: CvsService
) -> RedirectResponse:
    await service.rename(CvId(cv_id), title.strip() or "CV")
    return RedirectResponse(f"/cvs/{cv_id}", status_code=303)
