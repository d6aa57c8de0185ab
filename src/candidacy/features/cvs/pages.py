"""The pages of CVs: the list, and one CV beside its document."""

from itertools import groupby
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.domain.resume import ReadField, SourcedResume
from candidacy.domain.resume.pointer import leaves
from candidacy.features.cvs.service import CvService
from candidacy.features.files import public as files
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.http.document_view import DocumentView, document_view
from candidacy.kernel.ids import CvId, FileId
from candidacy.kernel.pagination import DEFAULT_LIMIT
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.CVS_READ), requires(Permission.CVS_WRITE)
UNSURE = 0.75
"""Fields below this confidence are shown first, for the person to look at."""


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
    fields = [(f"f{n}", field) for n, field in enumerate(all_fields(resume))]
    view: DocumentView | None = None
    if version.file_id is not None:
        document = await files.find_document(session, actor.workspace, FileId(version.file_id))
        if document is not None:
            view = document_view(version.file_id, document, [(name, f.spans) for name, f in fields])
    groups = [
        (label, list(members))
        for label, members in groupby(fields, key=lambda pair: section_title(pair[1].path))
    ]
    unsure = [(name, field) for name, field in fields if field.confidence < UNSURE]
    return services.pages.respond(
        "cvs/show.html",
        request,
        section="cvs",
        cv=cv,
        version=version,
        versions=await service.list_versions(CvId(cv_id)),
        groups=groups,
        unsure=sorted(unsure, key=lambda pair: pair[1].confidence),
        view=view,
        label=field_label,
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


def all_fields(resume: SourcedResume) -> list[ReadField]:
    """What was read; for a CV that was typed in its values, of which everybody is sure."""
    if resume.fields:
        return list(resume.fields)
    values = leaves(resume.resume.to_json_resume())
    return [ReadField(path=path, value=value, confidence=1.0) for path, value in values]


def section_title(path: str) -> str:
    """The part of the Resume that a pointer leads into, and which entry: ``Work 2``."""
    parts = path.strip("/").split("/")
    numbered = len(parts) > 1 and parts[1].isdecimal()
    return parts[0].capitalize() + (f" {int(parts[1]) + 1}" if numbered else "")


def field_label(path: str) -> str:
    """The last words of a pointer as a person would say them: ``startDate`` is ``start date``."""
    parts = [p for p in path.strip("/").split("/")[1:] if not p.isdecimal()]
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in " ".join(parts))
    return words.strip() or "value"
