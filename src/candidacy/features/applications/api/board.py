"""/api/v1/applications: the board, the list, what they add up to; and /api/v1/application-stages."""

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from candidacy.features.applications.api.asking import Filter, Views, summaries
from candidacy.features.applications.errors import (
    StageInUse,
    StageNameTaken,
    StageNeeded,
    StageNotFound,
    TooManyStages,
)
from candidacy.features.applications.exports import MEDIA_TYPES, ExportFormat
from candidacy.features.applications.schemas import (
    ActionOut,
    ApplicationOut,
    BoardColumn,
    BoardOut,
    FlowOut,
    InsightsOut,
    NodeOut,
    RateOut,
    StageIn,
    StageOrder,
    StageOut,
    StagePatch,
    StayOut,
)
from candidacy.features.applications.service.exporting import ExportService
from candidacy.features.applications.service.stages import StageService
from candidacy.features.cvs.public import CvNotFound
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_LIMIT, BadCursor, Page
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1", tags=["applications"], route_class=ApiRoute)
READ, WRITE = requires(Permission.APPLICATIONS_READ), requires(Permission.APPLICATIONS_WRITE)
SOUGHT = (StageNotFound, CvNotFound)


@router.get("/applications", dependencies=[READ], responses=problems(BadCursor, *SOUGHT))
async def list_all(
    views: Views,
    sought: Filter,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[ApplicationOut]:
    """The applications of this workspace, newest first."""
    page = await views.listed(sought, cursor, limit)
    stages = {one.id: one for one in await views.stages.list_all()}
    return Page(items=summaries(page.items, stages), next_cursor=page.next_cursor)


@router.get("/applications/board", dependencies=[READ], responses=problems(*SOUGHT))
async def show_board(views: Views, sought: Filter) -> BoardOut:
    """Every stage with the latest applications in it, up to 20 of each."""
    board = await views.board(sought)
    stages = {column.stage.id: column.stage for column in board.columns}
    return BoardOut(
        columns=[
            BoardColumn(
                stage=StageOut.model_validate(column.stage),
                count=column.count,
                items=summaries(column.cards, stages),
            )
            for column in board.columns
        ]
    )


@router.get("/applications/insights", dependencies=[READ], responses=problems(*SOUGHT))
async def show_insights(views: Views, sought: Filter) -> InsightsOut:
    """The funnel, time in stages, and rates by source, CV version and match band."""
    found = await views.insights(sought)
    return InsightsOut(
        total=found.funnel.total,
        nodes=[NodeOut(**asdict(one)) for one in found.funnel.nodes],
        flows=[FlowOut(**asdict(one)) for one in found.funnel.flows],
        stays=[StayOut(**asdict(one)) for one in found.stays],
        by_source=[RateOut(**asdict(one)) for one in found.by_source],
        by_cv=[RateOut(**asdict(one)) for one in found.by_cv],
        by_band=[RateOut(**asdict(one)) for one in found.by_band],
    )


@router.get("/applications/today", dependencies=[READ])
async def list_actions(views: Views) -> list[ActionOut]:
    """What is due today or before, interviews within two days, and whom to ask after two quiet weeks."""
    return [ActionOut.model_validate(one) for one in await views.today()]


@router.get(
    "/applications/export",
    response_class=Response,
    dependencies=[READ],
    responses=problems(*SOUGHT) | {200: {"content": {kind: {} for kind in MEDIA_TYPES.values()}}},
)
async def export(
    session: Session,
    actor: CurrentActor,
    services: Services,
    sought: Filter,
    format: ExportFormat = ExportFormat.CSV,  # noqa: A002 - the name of the parameter
) -> Response:
    """All that is sought as CSV, which can be imported again, or as JSON with everything."""
    data = await ExportService(session, actor.workspace, services.clock).write(sought, format)
    name = {"Content-Disposition": f'attachment; filename="applications.{format}"'}
    return Response(data, media_type=MEDIA_TYPES[format], headers=name)


async def get_stages(session: Session, actor: CurrentActor, services: Services) -> StageService:
    return StageService(session, actor.workspace, services.clock)


Stages = Annotated[StageService, Depends(get_stages)]


@router.get("/application-stages", dependencies=[READ])
async def list_stages(stages: Stages) -> list[StageOut]:
    """The stages in the order of the board, archived ones too."""
    return [StageOut.model_validate(one) for one in await stages.list_all()]


@router.post(
    "/application-stages",
    status_code=201,
    dependencies=[WRITE],
    responses=problems(StageNameTaken, TooManyStages),
)
async def add_stage(given: StageIn, stages: Stages) -> StageOut:
    """Add a stage behind the last one of its category."""
    return StageOut.model_validate(await stages.add(given.name, given.category))


@router.put("/application-stages/order", dependencies=[WRITE], responses=problems(StageNotFound))
async def order_stages(given: StageOrder, stages: Stages) -> list[StageOut]:
    """Put the stages in another order."""
    return [StageOut.model_validate(one) for one in await stages.reorder(given.stage_ids)]


@router.patch(
    "/application-stages/{stage_id}",
    dependencies=[WRITE],
    responses=problems(StageNotFound, StageNameTaken, StageInUse, StageNeeded),
)
async def change_stage(stage_id: UUID, given: StagePatch, stages: Stages) -> StageOut:
    """Rename a stage, take it out of use, or back into use."""
    return StageOut.model_validate(await stages.change(stage_id, name=given.name, archived=given.archived))
