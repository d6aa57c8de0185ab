"""/api/v1/audit and /api/v1/me/activity: what happened, and who or what decided what."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Query, UploadFile
from fastapi.responses import StreamingResponse

from candidacy.domain.fairness import BadGroupTable, GroupAudit
from candidacy.features.audit.schemas import (
    KIND,
    SUBJECT,
    AuditEntryOut,
    Category,
    Sought,
)
from candidacy.features.audit.service import AuditService, audit_table, export, shown
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    SessionMaker,
    requires,
    requires_detached,
)
from candidacy.infrastructure.http.guards import signed_in
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_LIMIT, Page
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1", tags=["audit"], route_class=ApiRoute)
READ_CVS, READ_MATCHES = requires(Permission.CVS_READ), requires(Permission.MATCHES_READ)
DECIDE = requires(Permission.MATCHES_WRITE)
READ, PERSON = requires(Permission.AUDIT_READ), signed_in()
READ_DETACHED = requires_detached(Permission.AUDIT_READ)


def as_utc(moment: datetime | None) -> datetime | None:
    """A moment that says no zone is one of UTC."""
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


async def get_sought(
    category: Category | None = None,
    kind: Annotated[
        str | None, Query(pattern=KIND, description="A kind, or its beginning: `member`, `session.ended`")
    ] = None,
    actor: Annotated[UUID | None, Query(description="Who did or decided it")] = None,
    subject: Annotated[
        str | None, Query(pattern=SUBJECT, description="What it happened to: of a decision, the CV")
    ] = None,
    since: Annotated[datetime | None, Query(alias="from", description="From this moment on")] = None,
    until: Annotated[datetime | None, Query(alias="to", description="Before this moment")] = None,
) -> Sought:
    return Sought(category, kind, actor, subject, as_utc(since), as_utc(until))


Asked = Annotated[Sought, Depends(get_sought)]


async def get_service(session: Session, actor: CurrentActor) -> AuditService:
    return AuditService(session, actor)


Log = Annotated[AuditService, Depends(get_service)]


@router.get("/audit", dependencies=[READ])
async def list_entries(
    log: Log,
    sought: Asked,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[AuditEntryOut]:
    """What happened in this workspace and what was decided in it, newest first."""
    page = await log.list_page(sought, cursor, limit)
    return Page(items=[shown(entry) for entry in page.items], next_cursor=page.next_cursor)


@router.get(
    "/audit/export",
    response_class=StreamingResponse,
    dependencies=[READ_DETACHED],
    responses={200: {"content": {"application/x-ndjson": {}}}},
)
async def export_entries(
    sessions: SessionMaker, actor: DetachedActor, services: Services, sought: Asked
) -> StreamingResponse:
    """The same, oldest first and all of it: one JSON object a line."""
    lines = await export(sessions, actor, services.events, sought)
    headers = {
        "Content-Disposition": 'attachment; filename="audit.ndjson"',
        "Cache-Control": "private, no-store",
    }
    return StreamingResponse(lines, headers=headers, media_type="application/x-ndjson")


@router.get("/me/activity", dependencies=[PERSON])
async def list_activity(
    log: Log,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[AuditEntryOut]:
    """What you did and what happened to your account, newest first: sign-ins, passwords, keys."""
    page = await log.list_activity(cursor, limit)
    return Page(items=[shown(entry) for entry in page.items], next_cursor=page.next_cursor)


@router.post("/audit/groups", dependencies=[READ], responses=problems(BadGroupTable))
async def audit_of_groups(
    file: Annotated[UploadFile, File(description="CSV with selected or score, and columns of groups")],
    column: Annotated[list[str] | None, Query(description="The columns that hold groups")] = None,
) -> GroupAudit:
    """Selection and scoring rates of groups with impact ratios. The table is not kept."""
    return await audit_table(await file.read(), column or ())
