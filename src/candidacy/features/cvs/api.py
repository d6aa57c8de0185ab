"""/api/v1/cvs: CVs, their versions, and JSON Resume in and out."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Path, Query, Response
from fastapi.responses import JSONResponse

from candidacy.domain.resume import SourcedResume
from candidacy.domain.resume.json_resume import BadResume, ResumeTooLarge, load_resume
from candidacy.features.cvs.errors import CvChanged, CvNotFound, CvVersionNotFound
from candidacy.features.cvs.models import Cv, CvVersion
from candidacy.features.cvs.schemas import (
    ChangeOut,
    CvContent,
    CvDetail,
    CvIn,
    CvOut,
    CvPatch,
    SkillOut,
    VersionOut,
)
from candidacy.features.cvs.service import UNKNOWN_NAME, CvService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.http.etags import BadEtag, etag, expected_version
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.kernel.ids import CvId
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_LIMIT, MAX_NUMBER, Page
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1/cvs", tags=["cvs"], route_class=ApiRoute)
READ, WRITE = requires(Permission.CVS_READ), requires(Permission.CVS_WRITE)
Number = Annotated[int, Path(ge=1, le=MAX_NUMBER, description="The number of a version, from 1")]


def get_service(session: Session, actor: CurrentActor, services: Services) -> CvService:
    return CvService(session, actor.workspace, services.taxonomy, services.clock)


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


@router.post("/import", status_code=201, dependencies=[WRITE], responses=problems(BadResume, ResumeTooLarge))
async def import_json_resume(
    value: Annotated[dict[str, Any], Body(description="A JSON Resume")],
    service: CvsService,
    response: Response,
) -> CvOut:
    """Make a CV from a JSON Resume; its name, skills and years are worked out."""
    resume = load_resume(value)
    title = resume.basics.name or UNKNOWN_NAME
    cv, version = await service.create_from_resume(SourcedResume(resume=resume), title=title, origin="import")
    response.headers["Location"] = f"/api/v1/cvs/{cv.id}"
    return summary(cv, version)


@router.get("", dependencies=[READ])
async def list_all(
    service: CvsService,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[CvOut]:
    """The CVs of this workspace, newest first."""
    page = await service.list_page(cursor, limit)
    return Page(items=[summary(*row) for row in page.items], next_cursor=page.next_cursor)


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


@router.get("/{cv_id}/export", dependencies=[READ], responses=problems(CvNotFound))
async def export(cv_id: UUID, service: CvsService) -> JSONResponse:
    """The CV as a JSON Resume file."""
    _, _, resume = await service.get(CvId(cv_id))
    disposition = 'attachment; filename="resume.json"'
    return JSONResponse(resume.resume.to_json_resume(), headers={"Content-Disposition": disposition})


@router.get("/{cv_id}/skills", dependencies=[READ], responses=problems(CvNotFound))
async def list_skills(cv_id: UUID, service: CvsService) -> list[SkillOut]:
    """The skills of the CV with the places that show them."""
    return await service.list_skills(CvId(cv_id))
