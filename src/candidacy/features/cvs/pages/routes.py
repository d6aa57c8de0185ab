"""The routes of the pages."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.features.cvs.pages.views import full_label_of, sections_of, values_of
from candidacy.features.cvs.service import CvService
from candidacy.features.files import public as files
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.http.document_view import DocumentView, document_view
from candidacy.kernel.ids import CvId, FileId
from candidacy.kernel.pagination import DEFAULT_LIMIT
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.CVS_READ), requires(Permission.CVS_WRITE)


def get_service(session: Session, actor: CurrentActor, services: Services) -> CvService:
    return CvService(session, actor.workspace, services.taxonomy, services.clock)


CvsService = Annotated[CvService, Depends(get_service)]


@router.get("/cvs", dependencies=[READ])
async def list_page(
    request: Request, service: CvsService, services: Services, cursor: str | None = None
) -> HTMLResponse:
    page = await service.list_page(cursor, DEFAULT_LIMIT)
    return services.pages.respond("cvs/list.html", request, section="cvs", page=page)


@router.get("/cvs/{cv_id}", dependencies=[READ])
async def show(
    cv_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: CvsService,
    services: Services,
) -> HTMLResponse:
    cv, version, resume = await service.get(CvId(cv_id))
    values = values_of(resume)
    skills = [(f"s{n}", skill) for n, skill in enumerate(await service.list_skills(CvId(cv_id)))]
    view: DocumentView | None = None
    if version.file_id is not None:
        document = await files.find_document(session, actor.workspace, FileId(version.file_id))
        if document is not None:
            marks = [(v.id, v.field.spans) for v in values] + [(name, s.spans) for name, s in skills]
            view = document_view(version.file_id, document, marks)
    unsure = sorted((v for v in values if v.unsure), key=lambda v: v.field.confidence)
    return services.pages.respond(
        "cvs/show.html",
        request,
        section="cvs",
        cv=cv,
        version=version,
        versions=await service.list_versions(CvId(cv_id)),
        sections=sections_of(values),
        count=len(values),
        unsure=unsure,
        skills=skills,
        view=view,
        full_label_of=full_label_of,
    )


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
