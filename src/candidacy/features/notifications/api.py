"""/api/v1/notifications: what happened, and marking it as read."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from candidacy.features.notifications.errors import NotificationNotFound
from candidacy.features.notifications.repository import NotificationRepository
from candidacy.features.notifications.schemas import MarkIn, NotificationOut, UnreadOut
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session
from candidacy.infrastructure.http.guards import signed_in
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_LIMIT, BadCursor, Page

router = APIRouter(prefix="/api/v1/notifications", tags=["notifications"], route_class=ApiRoute)
PERSON = signed_in(shown_once=False)


async def get_rows(session: Session, actor: CurrentActor) -> NotificationRepository:
    return NotificationRepository(session, actor.workspace, actor.user)


Mine = Annotated[NotificationRepository, Depends(get_rows)]


@router.get("", dependencies=[PERSON], responses=problems(BadCursor))
async def list_all(
    rows: Mine,
    unread: Annotated[bool, Query(description="Those alone that were not read yet")] = False,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[NotificationOut]:
    """Your notifications in this workspace, newest first."""
    page = await rows.list_page(cursor, limit, unread=unread)
    items = [NotificationOut.model_validate(row) for row in page.items]
    return Page(items=items, next_cursor=page.next_cursor)


@router.get("/unread", dependencies=[PERSON])
async def count_unread(rows: Mine) -> UnreadOut:
    """How many you have not read."""
    return UnreadOut(unread=await rows.count_unread())


@router.put("/{notification_id}/read", dependencies=[PERSON], responses=problems(NotificationNotFound))
async def mark(notification_id: UUID, given: MarkIn, rows: Mine, services: Services) -> NotificationOut:
    """Say that you have read one, or that it is to count as unread again."""
    at = services.clock.now() if given.read else None
    return NotificationOut.model_validate(await rows.mark(notification_id, at))


@router.put("/read", status_code=204, dependencies=[PERSON])
async def mark_all(rows: Mine, services: Services) -> None:
    """Say that you have read all of them."""
    await rows.mark_all(services.clock.now())
