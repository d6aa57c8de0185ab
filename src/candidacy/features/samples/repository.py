"""The parts of samples that one workspace has loaded."""

from uuid import UUID

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.samples.models import SamplePart
from candidacy.features.samples.schemas import SampleKind
from candidacy.kernel.ids import WorkspaceId

_LOCK = text("select pg_advisory_xact_lock(hashtextextended('samples/' || :workspace, 0))")


class SampleRepository:
    """Sample parts of one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._owned = select(SamplePart).where(SamplePart.workspace_id == workspace)

    async def lock(self) -> None:
        """Let nobody else load or remove samples here until the transaction ends."""
        await self._session.execute(_LOCK, {"workspace": str(self._workspace)})

    async def list_all(self) -> list[SamplePart]:
        ordered = self._owned.order_by(SamplePart.kind, SamplePart.created_at, SamplePart.name)
        return list(await self._session.scalars(ordered))

    async def list_of(self, kind: SampleKind) -> list[SamplePart]:
        return list(await self._session.scalars(self._owned.where(SamplePart.kind == kind.value)))

    async def note(self, kind: SampleKind, name: str, what: str, subject: UUID) -> bool:
        """Remember what was made; False where somebody has made it meanwhile."""
        values = {"workspace_id": self._workspace, "kind": kind.value, "name": name}
        adding = insert(SamplePart).values(**values, what=what, subject_id=subject)
        done = await self._session.execute(adding.on_conflict_do_nothing().returning(SamplePart.name))
        return done.first() is not None

    async def forget(self, kind: SampleKind) -> None:
        mine = (SamplePart.workspace_id == self._workspace, SamplePart.kind == kind.value)
        await self._session.execute(delete(SamplePart).where(*mine))
