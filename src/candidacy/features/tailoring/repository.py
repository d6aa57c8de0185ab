"""Tailorings of one workspace."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from candidacy.features.tailoring.errors import TailoringNotFound
from candidacy.features.tailoring.models import TailoringRow
from candidacy.kernel.ids import TailoringId, WorkspaceId


class TailoringRepository:
    """Tailorings of one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._owned = select(TailoringRow).where(TailoringRow.workspace_id == workspace)

    async def get(self, tailoring: TailoringId, *, lock: bool = False) -> TailoringRow:
        """A tailoring with its changes. Raises TailoringNotFound."""
        statement = self._owned.where(TailoringRow.id == tailoring).options(undefer(TailoringRow.tailoring))
        row = await self._session.scalar(statement.with_for_update() if lock else statement)
        if row is None:
            raise TailoringNotFound
        return row

    def add(self, row: TailoringRow) -> None:
        self._session.add(row)
