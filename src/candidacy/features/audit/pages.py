"""The pages of the audit log: a workspace's, and one's own security activity."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, get_args
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, File, Request, UploadFile
from fastapi.responses import HTMLResponse

from candidacy.domain.fairness import applicant_notice
from candidacy.features.audit.policies import TITLES, summary_of, title_of
from candidacy.features.audit.schemas import Category, Sought
from candidacy.features.audit.service import AuditService, audit_table
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.http.guards import signed_in, superusers
from candidacy.kernel.errors import AppError
from candidacy.kernel.language import sentence
from candidacy.kernel.pagination import DEFAULT_LIMIT
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, PERSON, SUPER = requires(Permission.AUDIT_READ), signed_in(), superusers()
READ_CVS, READ_MATCHES = requires(Permission.CVS_READ), requires(Permission.MATCHES_READ)
DECIDE = requires(Permission.MATCHES_WRITE)

CATEGORIES = (("security", sentence("Security")), ("decision", sentence("Decisions")))


async def get_service(session: Session, actor: CurrentActor) -> AuditService:
    return AuditService(session, actor)


Log = Annotated[AuditService, Depends(get_service)]


@dataclass(frozen=True, slots=True)
class Filter:
    """What the form above the list holds; what cannot be meant is as good as empty."""

    category: Category | None
    kind: str | None
    actor: UUID | None
    since: date | None
    until: date | None

    def sought(self) -> Sought:
        """The days in UTC, the last one whole."""
        return Sought(
            self.category,
            self.kind,
            self.actor,
            since=_midnight(self.since) if self.since else None,
            until=_midnight(self.until + timedelta(days=1)) if self.until else None,
        )

    def query(self) -> str:
        """The same as a query of the page's address."""
        values = {
            "category": self.category,
            "kind": self.kind,
            "actor": self.actor,
            "from": self.since,
            "to": self.until,
        }
        return urlencode({name: str(value) for name, value in values.items() if value is not None})

    def export_query(self) -> str:
        """The same as a query of the API's, which knows moments."""
        sought = self.sought()
        values = {
            "category": sought.category,
            "kind": sought.kind,
            "actor": sought.actor,
            "from": sought.since.isoformat() if sought.since else None,
            "to": sought.until.isoformat() if sought.until else None,
        }
        return urlencode({name: str(value) for name, value in values.items() if value is not None})


async def get_filter(request: Request) -> Filter:
    """Read by hand: an empty field of a form is no filter, and a mistyped one no error."""
    given = request.query_params
    category = next((c for c in get_args(Category) if c == given.get("category")), None)
    kind = given.get("kind") if given.get("kind") in TITLES else None
    return Filter(category, kind, _uuid(given.get("actor")), _day(given.get("from")), _day(given.get("to")))


Filtered = Annotated[Filter, Depends(get_filter)]


def kinds_in(say: Callable[[str], str]) -> list[tuple[str, str]]:
    """The kinds and their titles in the language of the page, in its order."""
    return sorted(((kind, say(title)) for kind, title in TITLES.items()), key=lambda item: item[1].casefold())


def _uuid(given: str | None) -> UUID | None:
    try:
        return UUID(given) if given else None
    except ValueError:
        return None


def _day(given: str | None) -> date | None:
    try:
        day = date.fromisoformat(given) if given else None
    except ValueError:
        return None
    return day if day is not None and day < date.max else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


@router.get("/workspace/audit", dependencies=[READ])
async def audit(
    request: Request,
    log: Log,
    services: Services,
    chosen: Filtered,
    cursor: str | None = None,
) -> HTMLResponse:
    return services.pages.respond(
        "audit/log.html",
        request,
        page=await log.list_page(chosen.sought(), cursor, DEFAULT_LIMIT),
        chosen=chosen,
        categories=CATEGORIES,
        kinds=kinds_in(services.pages.languages.translate),
        title_of=title_of,
        summary_of=summary_of,
    )


@router.get("/account/activity", dependencies=[PERSON])
async def activity(
    request: Request, log: Log, actor: CurrentActor, services: Services, cursor: str | None = None
) -> HTMLResponse:
    return services.pages.respond(
        "audit/activity.html",
        request,
        page=await log.list_activity(cursor, DEFAULT_LIMIT),
        me=actor,
        title_of=title_of,
        summary_of=summary_of,
    )


@router.get("/admin/audit", dependencies=[SUPER])
async def of_installation(
    request: Request, log: Log, services: Services, cursor: str | None = None
) -> HTMLResponse:
    return services.pages.respond(
        "audit/installation.html",
        request,
        page=await log.list_installation(cursor, DEFAULT_LIMIT),
        title_of=title_of,
        summary_of=summary_of,
    )


@router.get("/workspace/audit/groups", dependencies=[READ])
async def groups(request: Request, services: Services) -> HTMLResponse:
    """How groups of applicants fare: a table goes in, rates come out, nothing is kept."""
    return services.pages.respond(
        "audit/groups.html",
        request,
        found=None,
        error=None,
        notice=applicant_notice(say=services.pages.languages.translate),
    )


@router.post("/workspace/audit/groups", dependencies=[READ])
async def groups_of_table(
    request: Request, services: Services, table: Annotated[UploadFile, File()]
) -> HTMLResponse:
    found, error = None, None
    try:
        found = await audit_table(await table.read(), ())
    except AppError as exc:
        error = exc
    return services.pages.respond(
        "audit/groups.html",
        request,
        status=error.status if error else 200,
        found=found,
        error=error,
        notice=applicant_notice(say=services.pages.languages.translate),
    )
