"""What other pages tell of applications: today on the home page, and where a CV or a posting is used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.applications.next_steps import ACTIVE, next_step
from candidacy.domain.applications.stages import PATH, Category
from candidacy.domain.applications.times import wall_time
from candidacy.features.applications.models import Application, Stage
from candidacy.features.applications.repository import (
    ApplicationRepository,
    Due,
    PartRepository,
    Sought,
    Used,
    WordsRepository,
)
from candidacy.features.applications.service.viewing import Action, ViewService
from candidacy.kernel.clock import Clock
from candidacy.kernel.identity import Actor
from candidacy.kernel.permissions import Permission

SHOWN = 8
"""Next steps on the home page; the board has the others."""
_READ = 60
READ = Permission.APPLICATIONS_READ


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next for one application: the task that is planned, else what its stage asks for."""

    application_id: UUID
    title: str
    organization: str
    stage: str
    what: str
    due_at: datetime | None
    zone: str
    is_planned: bool
    """Somebody planned it, in their own words."""

    @property
    def wall(self) -> datetime | None:
        return wall_time(self.due_at, self.zone) if self.due_at else None


@dataclass(frozen=True, slots=True)
class Overview:
    """Today: what is due, the next step of each active application beside these, and how many stand where."""

    actions: list[Action]
    steps: list[NextStep]
    active: int
    counts: Mapping[Category, int]


@dataclass(frozen=True, slots=True)
class Following:
    """The port of ``SharedServices`` of the same name."""

    clock: Clock

    async def overview(self, session: AsyncSession, actor: Actor) -> Overview | None:
        """None for who follows nothing yet, or may not see it."""
        if not actor.may(READ):
            return None
        views = ViewService(session, actor.workspace, self.clock)
        rows = ApplicationRepository(session, actor.workspace)
        of_stage = await rows.counts(Sought())
        if not of_stage:
            return None
        stages = {stage.id: stage for stage in await views.stages.list_all()}
        active = [one for one, stage in stages.items() if stage.category in ACTIVE]
        actions = await views.today()
        said = {action.application_id for action in actions}
        found = [row for row in await rows.in_stages(active, _READ) if row.id not in said]
        due = await PartRepository(session, actor.workspace).next_tasks([row.id for row in found])
        counts = {
            category: sum(n for one, n in of_stage.items() if stages[one].category == category)
            for category in PATH
        }
        steps = sorted((_step(row, stages[row.stage_id], due.get(row.id)) for row in found), key=_urgency)
        return Overview(actions, steps[:SHOWN], sum(of_stage.get(one, 0) for one in active), counts)

    async def of_cv(self, session: AsyncSession, actor: Actor, cv: UUID) -> Sequence[Used]:
        """The applications that a CV was sent with, the latest first."""
        return await WordsRepository(session, actor.workspace).using(cv=cv) if actor.may(READ) else []

    async def of_posting(self, session: AsyncSession, actor: Actor, posting: UUID) -> Sequence[Used]:
        """The applications that follow a posting, the latest first."""
        words = WordsRepository(session, actor.workspace)
        return await words.using(posting=posting) if actor.may(READ) else []


def _step(row: Application, stage: Stage, due: Due | None) -> NextStep:
    what = due.title if due else next_step(Category(stage.category))
    at, zone = (due.due_at, due.zone) if due else (None, "UTC")
    return NextStep(row.id, row.title, row.organization, stage.name, what, at, zone, due is not None)


def _urgency(step: NextStep) -> tuple[bool, float]:
    """What has a date first; the others stay in the order they came, that of the last move."""
    return step.due_at is None, step.due_at.timestamp() if step.due_at else 0.0
