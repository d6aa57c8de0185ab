"""/portfolio: all items by kind, in their order; what expires; what came of a CV."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.domain.portfolio import Kind
from candidacy.features.cvs import public as cvs
from candidacy.features.portfolio.pages.asking import Items, Profile
from candidacy.features.portfolio.service.reminding import expiring
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.kernel.ids import CvId, ItemId
from candidacy.kernel.language import sentence
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.PORTFOLIO_READ), requires(Permission.PORTFOLIO_WRITE)
_MOST_CVS = 50
KINDS = (
    (Kind.PROJECT, sentence("Projects")),
    (Kind.POST, sentence("Posts")),
    (Kind.CERTIFICATION, sentence("Certifications")),
)


@router.get("/portfolio", dependencies=[READ])
async def list_page(  # noqa: PLR0913, PLR0917 - What it is asked with, and what answers.
    request: Request,
    session: Session,
    actor: CurrentActor,
    items: Items,
    profile: Profile,
    services: Services,
    done: Annotated[str, Query(max_length=20)] = "",
    item: UUID | None = None,
    made: Annotated[int, Query(ge=0, le=1000)] = 0,
) -> HTMLResponse:
    rows = await items.list_all()
    return services.pages.respond(
        "portfolio/list.html",
        request,
        section="portfolio",
        profile=await profile.find(),
        groups=[(kind, title, [r for r in rows if r.kind == kind]) for kind, title in KINDS],
        rows=rows,
        expiring=expiring(rows, services.clock.today()),
        today=services.clock.today(),
        now=services.clock.now(),
        cvs=await cvs.list_names(session, actor.workspace, _MOST_CVS),
        done=done,
        item=item,
        made=made,
        may_edit=actor.may(Permission.PORTFOLIO_WRITE),
        moderates=actor.superuser,
    )


@router.post("/portfolio/import", dependencies=[WRITE])
async def import_cv(items: Items, cv: Annotated[UUID, Form()]) -> RedirectResponse:
    """Make drafts of a CV's projects and certificates."""
    made, _ = await items.import_cv(CvId(cv))
    return RedirectResponse(f"/portfolio?done=imported&made={len(made)}", status_code=303)


@router.post("/portfolio/items/{item_id}/move", dependencies=[WRITE])
async def move(
    item_id: UUID, items: Items, to: Annotated[str, Form(max_length=36, pattern=r"^[\w-]+$")]
) -> RedirectResponse:
    """Move an item up, down, to the top or the bottom, or before another one."""
    kind = await items.move(ItemId(item_id), to)
    return RedirectResponse(f"/portfolio#{kind.value}", status_code=303)


@router.post("/portfolio/items/{item_id}/delete", dependencies=[WRITE])
async def delete(item_id: UUID, items: Items) -> RedirectResponse:
    """Delete an item; the page it leads to offers to undo that."""
    await items.delete(ItemId(item_id))
    return RedirectResponse(f"/portfolio?done=deleted&item={item_id}", status_code=303)


@router.post("/portfolio/items/{item_id}/restore", dependencies=[WRITE])
async def restore(item_id: UUID, items: Items) -> RedirectResponse:
    await items.restore(ItemId(item_id))
    return RedirectResponse("/portfolio?done=restored", status_code=303)
