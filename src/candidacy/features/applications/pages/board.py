"""The tracker: board, table and funnel of the same filter, and the stages."""

import json
from typing import Annotated, Any, Literal
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.domain.applications.figures import UNKNOWN
from candidacy.domain.applications.sankey import draw
from candidacy.domain.applications.stages import Category, moves_from
from candidacy.domain.applications.times import wall_time
from candidacy.features.applications.repository import Sought
from candidacy.features.applications.service.stages import StageService
from candidacy.features.applications.service.viewing import ViewService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.kernel.pagination import MAX_CURSOR
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.APPLICATIONS_READ), requires(Permission.APPLICATIONS_WRITE)
IN_TABLE = 50
MOVES = json.dumps({one.value: [to.value for to in (one, *moves_from(one))] for one in Category})
"""Which categories an application can go to from each, for the script of the board."""


async def get_views(session: Session, actor: CurrentActor, services: Services) -> ViewService:
    return ViewService(session, actor.workspace, services.clock)


async def get_stages(session: Session, actor: CurrentActor, services: Services) -> StageService:
    return StageService(session, actor.workspace, services.clock)


async def get_sought(
    q: Annotated[str, Query(max_length=200)] = "",
    tag: Annotated[str, Query(max_length=40)] = "",
    source: Annotated[str, Query(max_length=100)] = "",
    cv: Annotated[str, Query(max_length=36)] = "",
    stage: Annotated[str, Query(max_length=36)] = "",
    archived: Literal["1", ""] = "",
) -> Sought:
    """The filter as the form of the page has it; fields that are left empty say nothing."""
    return Sought(q.strip(), tag.strip(), source.strip(), _id(stage), _id(cv), archived == "1")


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


Views = Annotated[ViewService, Depends(get_views)]
Stages = Annotated[StageService, Depends(get_stages)]
Filter = Annotated[Sought, Depends(get_sought)]


def asked(sought: Sought) -> str:
    """The filter as the query of an address."""
    said = {"q": sought.q, "tag": sought.tag, "source": sought.source}
    said |= {"cv": str(sought.cv or ""), "stage": str(sought.stage or "")}
    return urlencode({k: v for k, v in said.items() if v} | ({"archived": "1"} if sought.archived else {}))


@router.get("/tracker", dependencies=[READ])
async def show_tracker(
    request: Request,
    views: Views,
    services: Services,
    actor: CurrentActor,
    sought: Filter,
    view: Literal["board", "table", "funnel"] = "board",
    cursor: Annotated[str | None, Query(max_length=MAX_CURSOR)] = None,
) -> HTMLResponse:
    """The applications, and what is to be done today."""
    shown: dict[str, Any] = {}
    if view == "board":
        shown["board"] = await views.board(sought)
        shown["moves"] = MOVES
    elif view == "table":
        page = await views.listed(sought, cursor, IN_TABLE)
        stages = {stage.id: stage for stage in await views.stages.list_all()}
        shown |= {"page": page, "stages": stages, "due": await views.next_of(page.items)}
    else:
        insights = await views.insights(sought)
        shown |= {"insights": insights, "sankey": draw(insights.funnel), "unknown": UNKNOWN}
    return services.pages.respond(
        f"applications/{view}.html",
        request,
        section="tracker",
        view=view,
        sought=sought,
        asked=asked(sought),
        sources=await views.sources(),
        today=await views.today(),
        wall_time=wall_time,
        may_edit=actor.may(Permission.APPLICATIONS_WRITE),
        **shown,
    )


@router.get("/tracker/column/{stage_id}", dependencies=[READ])
async def more_of_column(
    stage_id: UUID,
    request: Request,
    views: Views,
    services: Services,
    sought: Filter,
    cursor: Annotated[str, Query(max_length=MAX_CURSOR)],
) -> HTMLResponse:
    """More cards of a column, as a part of a page."""
    page, due = await views.more_of(sought, stage_id, cursor)
    return services.pages.respond(
        "applications/cards.html",
        request,
        stage=stage_id,
        page=page,
        due=due,
        asked=asked(sought),
        wall_time=wall_time,
    )


@router.get("/tracker/stages", dependencies=[READ])
async def show_stages(
    request: Request, stages: Stages, services: Services, actor: CurrentActor
) -> HTMLResponse:
    rows = await stages.list_all()
    return services.pages.respond(
        "applications/stages.html",
        request,
        section="tracker",
        used=[row for row in rows if row.archived_at is None],
        archived=[row for row in rows if row.archived_at is not None],
        categories=list(Category),
        may_edit=actor.may(Permission.APPLICATIONS_WRITE),
    )


@router.post("/tracker/stages", dependencies=[WRITE])
async def add_stage(
    stages: Stages,
    name: Annotated[str, Form(min_length=1, max_length=60, pattern=r"\S")],
    category: Annotated[Category, Form()],
) -> RedirectResponse:
    await stages.add(" ".join(name.split()), category)
    return RedirectResponse("/tracker/stages", status_code=303)


@router.post("/tracker/stages/{stage_id}", dependencies=[WRITE])
async def change_stage(
    stage_id: UUID,
    stages: Stages,
    do: Annotated[Literal["rename", "left", "right", "archive", "restore"], Form()],
    name: Annotated[str, Form(max_length=60)] = "",
) -> RedirectResponse:
    """Rename a stage, move it by a place, or take it out of use and back."""
    if do in {"left", "right"}:
        await stages.move(stage_id, -1 if do == "left" else 1)
    else:
        archived = {"archive": True, "restore": False}.get(do)
        await stages.change(stage_id, name=" ".join(name.split()) or None, archived=archived)
    return RedirectResponse("/tracker/stages", status_code=303)
