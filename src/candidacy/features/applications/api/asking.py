"""What the routes of applications ask for, and how rows become what the API says."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query

from candidacy.domain.applications.stages import Category
from candidacy.features.applications.models import (
    Application,
    Contact,
    Interview,
    ReceivedMail,
    SentDocument,
    Stage,
    Task,
)
from candidacy.features.applications.repository import Sought
from candidacy.features.applications.schemas import (
    ApplicationDetail,
    ApplicationOut,
    ContactOut,
    DocumentOut,
    ImportOut,
    InterviewOut,
    MailOut,
    MatchThen,
    RowOut,
    SalaryOut,
    TaskOut,
)
from candidacy.features.applications.service.belongings import BelongingsService
from candidacy.features.applications.service.importing import Preview
from candidacy.features.applications.service.replying import Answered
from candidacy.features.applications.service.tracking import TrackingService, Whole
from candidacy.features.applications.service.viewing import ViewService
from candidacy.features.cvs import public as cvs
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session
from candidacy.infrastructure.http.etags import expected_version
from candidacy.kernel.ids import CvId

Expected = Annotated[int | None, Depends(expected_version)]


async def get_tracking(session: Session, actor: CurrentActor, services: Services) -> TrackingService:
    return TrackingService(session, actor.workspace, services.clock, actor.user, services.events)


async def get_views(session: Session, actor: CurrentActor, services: Services) -> ViewService:
    return ViewService(session, actor.workspace, services.clock)


async def get_belongings(session: Session, actor: CurrentActor, services: Services) -> BelongingsService:
    return BelongingsService(session, actor.workspace, services.clock, actor.user, services.events)


Tracking = Annotated[TrackingService, Depends(get_tracking)]
Views = Annotated[ViewService, Depends(get_views)]
Belongings = Annotated[BelongingsService, Depends(get_belongings)]


async def get_sought(  # noqa: PLR0913, PLR0917 - each is a part of the request
    session: Session,
    actor: CurrentActor,
    views: Views,
    q: Annotated[str, Query(max_length=200, description="In title, employer, place or notes")] = "",
    tag: Annotated[str, Query(max_length=40)] = "",
    source: Annotated[str, Query(max_length=100)] = "",
    stage_id: UUID | None = None,
    cv_id: Annotated[UUID | None, Query(description="Of the CV that was sent")] = None,
    archived: Annotated[bool, Query(description="Those that were put away, instead of the others")] = False,
) -> Sought:
    """The filter that every view shares. Raises StageNotFound or CvNotFound."""
    if stage_id is not None:
        await views.stages.require(stage_id)
    if cv_id is not None:
        await cvs.get_cv(session, actor.workspace, CvId(cv_id))
    return Sought(q.strip(), tag.strip(), source.strip(), stage_id, cv_id, archived)


Filter = Annotated[Sought, Depends(get_sought)]


def summary(row: Application, stage: Stage) -> ApplicationOut:
    paid = row.salary_amount is not None
    salary = {"amount": row.salary_amount, "currency": row.salary_currency, "period": row.salary_period}
    then = {"score": row.match_score, "band": row.match_band, "formula": row.match_formula}
    shown = {
        name: getattr(row, name)
        for name in ApplicationOut.model_fields
        if name not in {"stage", "category", "salary", "match"}
    }
    return ApplicationOut(
        **shown,
        stage=stage.name,
        category=Category(stage.category),
        salary=SalaryOut.model_validate(salary) if paid else None,
        match=MatchThen.model_validate(then) if row.match_score is not None else None,
    )


def summaries(rows: list[Application], stages: Mapping[UUID, Stage]) -> list[ApplicationOut]:
    return [summary(row, stages[row.stage_id]) for row in rows]


async def detail(whole: Whole, posting: dict[str, Any] | None, parts: BelongingsService) -> ApplicationDetail:
    row = whole.row
    return ApplicationDetail(
        **summary(row, whole.stage).model_dump(),
        notes=row.notes,
        posting=posting,
        contacts=[ContactOut.model_validate(one) for one in await parts.of(Contact, row.id)],
        tasks=[TaskOut.model_validate(one) for one in await parts.of(Task, row.id)],
        interviews=[InterviewOut.model_validate(one) for one in await parts.of(Interview, row.id)],
        documents=[DocumentOut.model_validate(one) for one in await parts.of(SentDocument, row.id)],
    )


def import_out(found: Preview) -> ImportOut:
    row, table, guess = found.row, found.table, found.guess
    return ImportOut(
        id=row.id,
        name=row.name,
        status=row.status,
        layout=guess.layout if guess else None,
        encoding=table.encoding if table else None,
        delimiter=table.delimiter if table else None,
        columns=list(table.columns) if table else [],
        mapping=row.mapping,
        day_first=row.day_first,
        rows=[
            RowOut(
                number=one.number,
                title=one.title,
                organization=one.organization,
                stage=one.stage,
                category=one.category,
                url=one.url,
                saved_on=one.saved_on.isoformat() if one.saved_on else None,
                applied_on=one.applied_on.isoformat() if one.applied_on else None,
                duplicate=found.duplicates.get(one.number),
                errors=list(one.errors),
                warnings=list(one.warnings),
            )
            for one in found.rows
        ],
        ready=len(found.ready),
        made=row.made,
        kept=found.kept,
    )


def mail_out(found: Answered) -> MailOut:
    row: ReceivedMail = found.row
    shown = {name: getattr(row, name) for name in MailOut.model_fields if name != "move_to"}
    return MailOut(**shown, move_to=found.stage.id if found.stage else None)
