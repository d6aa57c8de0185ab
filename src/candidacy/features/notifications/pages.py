"""/notifications: what happened while you looked elsewhere."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.features.notifications.repository import NotificationRepository
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session
from candidacy.infrastructure.http.guards import signed_in
from candidacy.kernel.pagination import DEFAULT_LIMIT

router = APIRouter()
PERSON = signed_in(shown_once=False)


async def get_rows(session: Session, actor: CurrentActor) -> NotificationRepository:
    return NotificationRepository(session, actor.workspace, actor.user)


Mine = Annotated[NotificationRepository, Depends(get_rows)]


@router.get("/notifications", dependencies=[PERSON])
async def show(
    request: Request, rows: Mine, services: Services, unread: bool = False, cursor: str | None = None
) -> HTMLResponse:
    page = await rows.list_page(cursor, DEFAULT_LIMIT, unread=unread)
    return services.pages.respond(
        "notifications/list.html", request, section="notifications", page=page, only_unread=unread
    )


@router.post("/notifications/read", dependencies=[PERSON])
async def mark_all(rows: Mine, services: Services) -> Response:
    await rows.mark_all(services.clock.now())
    return RedirectResponse("/notifications", status_code=303)


@router.post("/notifications/{notification_id}/read", dependencies=[PERSON])
async def mark(
    notification_id: UUID, rows: Mine, services: Services, read: Annotated[str, Form(max_length=3)] = "yes"
) -> Response:
    """Mark it; ``go`` also leads to what it is about."""
    row = await rows.mark(notification_id, None if read == "no" else services.clock.now())
    return RedirectResponse(row.path if read == "go" else "/notifications", status_code=303)
