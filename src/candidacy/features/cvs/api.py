"""/api/v1/cvs: CVs, their versions, and JSON Resume in and out."""

import json
from collections.abc import Iterable
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, File, Path, Query, Request, Response, UploadFile
from fastapi.responses import JSONResponse

from candidacy.domain.exchange import (
    EXPORTS,
    BadExchangeFile,
    Imported,
    Lost,
    NoSuchExport,
    UnknownExchangeFormat,
)
from candidacy.domain.exchange.json_resume import read_json_resume
from candidacy.domain.exchange.reactive_resume import is_reactive_resume, read_reactive_resume
from candidacy.domain.reading.errors import DamagedFile, EmptyFile, EncryptedFile, ReadingTooExpensive
from candidacy.domain.rendering import (
    DEFAULT_THEME,
    CvTooLong,
    MissingGlyphs,
    Paper,
    RenderingFailed,
    UnknownTheme,
    theme_named,
)
from candidacy.domain.rendering import Format as DocumentFormat
from candidacy.domain.resume import SourcedResume
from candidacy.domain.resume.editing import Change
from candidacy.domain.resume.json_resume import BadResume, ResumeTooLarge
from candidacy.domain.resume.pointer import BadPointer
from candidacy.features.cvs.errors import BadBody, CvChanged, CvNotFound, CvVersionNotFound, NoFileGiven
from candidacy.features.cvs.exports import FORMATS, Look, file_name, lost_by_format, write_file
from candidacy.features.cvs.models import Cv, CvVersion
from candidacy.features.cvs.schemas import (
    ChangeOut,
    ChangesIn,
    CvContent,
    CvDetail,
    CvImported,
    CvIn,
    CvOut,
    CvPatch,
    ExportOut,
    LostOut,
    SkillOut,
    VersionOut,
)
from candidacy.features.cvs.service import UNKNOWN_NAME, CvService
from candidacy.infrastructure.http.body_limit import is_form
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    SessionMaker,
    requires,
    requires_detached,
)
from candidacy.infrastructure.http.etags import BadEtag, etag, expected_version
from candidacy.infrastructure.http.idempotency import ApiRoute, current_claim
from candidacy.infrastructure.http.json_pages import json_page
from candidacy.infrastructure.http.problems import problems
from candidacy.infrastructure.postgres import within
from candidacy.infrastructure.storage import ObjectTooLarge
from candidacy.kernel.errors import Unavailable
from candidacy.kernel.ids import CvId
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_LIMIT, MAX_NUMBER, Page
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1/cvs", tags=["cvs"], route_class=ApiRoute)
READ, WRITE = requires(Permission.CVS_READ), requires(Permission.CVS_WRITE)
UNUSABLE = (UnknownExchangeFormat, BadExchangeFile, DamagedFile, EncryptedFile, NoFileGiven, BadBody)
EXPORTED: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {one.media_type: {} for one in (*EXPORTS.values(), *DocumentFormat)},
        "description": "The file",
    }
}
Number = Annotated[int, Path(ge=1, le=MAX_NUMBER, description="The number of a version, from 1")]


async def get_service(session: Session, actor: CurrentActor, services: Services) -> CvService:
    return CvService(session, actor.workspace, services.taxonomy, services.clock, actor.user, services.events)


CvsService = Annotated[CvService, Depends(get_service)]


def summary(cv: Cv, version: CvVersion) -> CvOut:
    return CvOut(
        id=cv.id,
        title=cv.title,
        candidate_name=version.candidate_name,
        skills=version.skills,
        experience_years=float(version.experience_years),
        version=version.number,
        version_id=version.id,
        origin=version.origin,
        file_id=version.file_id,
        created_at=cv.created_at,
        updated_at=cv.updated_at,
    )


def detail(cv: Cv, version: CvVersion, resume: SourcedResume) -> CvDetail:
    return CvDetail(
        **summary(cv, version).model_dump(),
        resume=resume.resume.to_json_resume(),
        fields=[field.model_dump(mode="json") for field in resume.fields],
    )


@router.post("", status_code=201, dependencies=[WRITE], responses=problems(BadResume, ResumeTooLarge))
async def create(given: CvIn, service: CvsService, response: Response) -> CvOut:
    """Make a CV. ``candidate_name`` is required, ``skills`` is not empty, ``experience_years`` is 0 to 50."""
    cv, version = await service.create(given)
    response.headers["Location"] = f"/api/v1/cvs/{cv.id}"
    response.headers["ETag"] = etag(version.number)
    return summary(cv, version)


IMPORT_BODY = {
    "requestBody": {
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "title": "Resume",
                    "description": "JSON Resume, or the JSON of Reactive Resume",
                }
            }
        },
    }
}


@router.post(
    "/import",
    status_code=201,
    response_model=CvImported,
    dependencies=[requires_detached(Permission.CVS_WRITE)],
    responses=problems(BadResume, ResumeTooLarge, EmptyFile, *UNUSABLE, ReadingTooExpensive, ObjectTooLarge),
    openapi_extra=IMPORT_BODY,
)
async def import_file(
    request: Request,
    actor: DetachedActor,
    services: Services,
    file: Annotated[UploadFile | None, File(description="Any file that is taken in")] = None,
) -> Response:
    """Make a CV from what another program wrote: a LinkedIn data export, JSON Resume, RenderCV, Reactive
    Resume, or Europass XML or PDF. The format is told by the content; what is not taken over is listed.
    """
    if file is not None:
        imported = await services.reader.import_resume(await file_bytes(file, services.http.max_upload_size))
    elif is_form(request.scope):
        raise NoFileGiven
    else:
        imported = read_json(await request.body())
    title = imported.resume.basics.name or UNKNOWN_NAME
    claim = current_claim(request)
    async with within(services.sessionmaker, actor.workspace).begin() as session:
        service = await get_service(session, actor, services)
        sourced = SourcedResume(resume=imported.resume)
        cv, version = await service.create_from_resume(sourced, title=title, origin="import")
        made = CvImported(
            **summary(cv, version).model_dump(),
            format=imported.format.value,
            lost=[LostOut.model_validate(one) for one in imported.lost],
        )
        headers = {"Location": f"/api/v1/cvs/{cv.id}", "ETag": etag(version.number)}
        reply = Response(made.model_dump_json(), 201, headers, media_type="application/json")
        if claim is not None:
            await claim.keep(session, reply)
    return reply


async def file_bytes(file: UploadFile, limit: int) -> bytes:
    """The bytes of an upload. Raises ObjectTooLarge."""
    data = await file.read(limit + 1)
    if len(data) > limit:
        raise ObjectTooLarge
    return data


def read_json(data: bytes) -> Imported:
    """What a JSON body holds; any object that is nothing else is a JSON Resume."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadBody from error
    return read_reactive_resume(value) if is_reactive_resume(value) else read_json_resume(value)


@router.get("", response_model=Page[CvOut], dependencies=[READ])
async def list_all(
    service: CvsService,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Response:
    """The CVs of this workspace, newest first."""
    return json_page(await service.list_json(cursor, limit))


@router.get("/{cv_id}", dependencies=[READ], responses=problems(CvNotFound))
async def get_one(cv_id: UUID, service: CvsService, response: Response) -> CvDetail:
    """A CV with everything its newest version says, and where each value was read."""
    cv, version, resume = await service.get(CvId(cv_id))
    response.headers["ETag"] = etag(version.number)
    return detail(cv, version, resume)


@router.patch("/{cv_id}", dependencies=[WRITE], responses=problems(CvNotFound))
async def rename(cv_id: UUID, given: CvPatch, service: CvsService) -> CvOut:
    """Give a CV another title; what it says changes by a new version only."""
    return summary(*await service.rename(CvId(cv_id), given.title))


@router.delete("/{cv_id}", status_code=204, dependencies=[WRITE], responses=problems(CvNotFound))
async def delete(cv_id: UUID, service: CvsService) -> None:
    """Delete a CV with its versions, reviews and matches."""
    await service.delete(CvId(cv_id))


@router.get("/{cv_id}/versions", dependencies=[READ], responses=problems(CvNotFound))
async def list_versions(cv_id: UUID, service: CvsService) -> list[VersionOut]:
    """All versions, newest first."""
    return [VersionOut.model_validate(v) for v in await service.list_versions(CvId(cv_id))]


@router.post(
    "/{cv_id}/versions",
    status_code=201,
    dependencies=[WRITE],
    responses=problems(CvNotFound, CvChanged, BadEtag, BadResume, ResumeTooLarge),
)
async def add_version(
    cv_id: UUID,
    given: CvContent,
    service: CvsService,
    response: Response,
    expected: Annotated[int | None, Depends(expected_version)],
) -> CvOut:
    """Change a CV by adding a version. With If-Match the change is refused when there is a newer one."""
    cv, version = await service.add_version(CvId(cv_id), given, based_on=expected)
    response.headers["ETag"] = etag(version.number)
    return summary(cv, version)


@router.patch(
    "/{cv_id}/values",
    dependencies=[WRITE],
    responses=problems(CvNotFound, CvChanged, BadEtag, BadPointer, BadResume, ResumeTooLarge),
)
async def change_values(
    cv_id: UUID,
    given: ChangesIn,
    service: CvsService,
    response: Response,
    expected: Annotated[int | None, Depends(expected_version)],
) -> CvOut:
    """Mend, confirm, add or remove single values and entries, as one new version; the rest keeps its sources.

    With If-Match the change is refused when there is a newer version.
    """
    changes = [Change(one.path, one.value) for one in given.changes]
    cv, version = await service.revise(CvId(cv_id), changes, based_on=expected)
    response.headers["ETag"] = etag(version.number)
    return summary(cv, version)


@router.get(
    "/{cv_id}/versions/{number}", dependencies=[READ], responses=problems(CvNotFound, CvVersionNotFound)
)
async def get_version(cv_id: UUID, number: Number, service: CvsService) -> JSONResponse:
    """What a version says, as JSON Resume."""
    _, resume = await service.get_version(CvId(cv_id), number)
    return JSONResponse(resume.resume.to_json_resume())


@router.post(
    "/{cv_id}/versions/{number}/restore",
    status_code=201,
    dependencies=[WRITE],
    responses=problems(CvNotFound, CvVersionNotFound),
)
async def restore(cv_id: UUID, number: Number, service: CvsService) -> CvOut:
    """Add a version that says what an old one said."""
    return summary(*await service.restore(CvId(cv_id), number))


@router.get("/{cv_id}/diff", dependencies=[READ], responses=problems(CvNotFound, CvVersionNotFound))
async def diff(
    cv_id: UUID,
    service: CvsService,
    before: Annotated[int, Query(ge=1, le=MAX_NUMBER)],
    after: Annotated[int, Query(ge=1, le=MAX_NUMBER)],
) -> list[ChangeOut]:
    """What differs between two versions, value by value."""
    return await service.compare(CvId(cv_id), before, after)


@router.get(
    "/{cv_id}/export",
    response_class=Response,
    dependencies=[requires_detached(Permission.CVS_READ)],
    responses=problems(
        CvNotFound, NoSuchExport, UnknownTheme, MissingGlyphs, CvTooLong, RenderingFailed, Unavailable
    )
    | EXPORTED,
)
async def export(
    cv_id: UUID,
    actor: DetachedActor,
    sessions: SessionMaker,
    services: Services,
    format: Annotated[str, Query(max_length=30, description=FORMATS)] = "json_resume",  # noqa: A002 - its name in the address.
    theme: Annotated[
        str, Query(max_length=30, description="Of pdf, docx, html and md: the name of a theme")
    ] = DEFAULT_THEME.name,
    paper: Paper = Paper.A4,
) -> Response:
    """The CV as a file. What a format of another program has no place for is listed by ``/exports``.

    No transaction is held while the file is made.
    """
    look = Look(theme_named(theme), paper, services.renderer, services.clock.now())
    async with sessions() as session:
        service = CvService(
            session, actor.workspace, services.taxonomy, services.clock, events=services.events
        )
        _, version, resume = await service.get(CvId(cv_id))
    file = await write_file(format, resume.resume, look)
    name = quote(f"{file_name(version.candidate_name)}.{file.suffix}", safe="")
    disposition = f"attachment; filename*=UTF-8''{name}"
    return Response(file.data, media_type=file.media_type, headers={"Content-Disposition": disposition})


@router.get("/{cv_id}/exports", dependencies=[READ], responses=problems(CvNotFound))
async def list_exports(cv_id: UUID, service: CvsService) -> list[ExportOut]:
    """The formats of other programs that the CV can be had in, and what each has no place for."""
    _, _, resume = await service.get(CvId(cv_id))
    return [
        ExportOut(format=to.value, label=to.label, media_type=EXPORTS[to].media_type, lost=list_lost(lost))
        for to, lost in await lost_by_format(resume.resume)
    ]


def list_lost(lost: Iterable[Lost]) -> list[LostOut]:
    return [LostOut.model_validate(one) for one in lost]


@router.get("/{cv_id}/skills", dependencies=[READ], responses=problems(CvNotFound))
async def list_skills(cv_id: UUID, service: CvsService) -> list[SkillOut]:
    """The skills of the CV with the places that show them."""
    return await service.list_skills(CvId(cv_id))
