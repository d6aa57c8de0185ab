"""What came in longer ago than a workspace keeps it."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.applications.models import (
    Application,
    ApplicationImport,
    ReceivedMail,
    SentDocument,
)
from candidacy.kernel.ids import WorkspaceId


class Aged(NamedTuple):
    """How many applications went, how many mails and tables of their own, and where files of them lie."""

    applications: int
    beside: int
    keys: list[str]


class AgingRepository:
    """What there is in one workspace, by its age."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._applications = select(Application).where(Application.workspace_id == workspace)
        self._documents = select(SentDocument).where(SentDocument.workspace_id == workspace)
        self._mails = select(ReceivedMail).where(ReceivedMail.workspace_id == workspace)
        self._imports = select(ApplicationImport).where(ApplicationImport.workspace_id == workspace)

    async def delete_older(self, before: datetime, limit: int | None) -> Aged:
        """Delete applications that were begun before a moment with all that belongs to them.

        Mails that were read in and tables that were uploaded go by their own day.
        """
        old = self._applications.with_only_columns(Application.id).where(Application.created_at < before)
        ids = list(await self._session.scalars(old.order_by(Application.id).limit(limit)))
        sent = self._documents.with_only_columns(SentDocument.storage_key)
        keys = list(await self._session.scalars(sent.where(SentDocument.application_id.in_(ids))))
        mine = (Application.workspace_id == self._workspace, Application.id.in_(ids))
        await self._session.execute(delete(Application).where(*mine))
        return Aged(len(ids), await self._delete_beside(before, limit), keys)

    async def _delete_beside(self, before: datetime, limit: int | None) -> int:
        mails = self._mails.with_only_columns(ReceivedMail.id).where(ReceivedMail.created_at < before)
        tables = self._imports.with_only_columns(ApplicationImport.id)
        tables = tables.where(ApplicationImport.created_at < before)
        gone = (
            delete(ReceivedMail).where(
                ReceivedMail.workspace_id == self._workspace, ReceivedMail.id.in_(mails.limit(limit))
            ),
            delete(ApplicationImport).where(
                ApplicationImport.workspace_id == self._workspace,
                ApplicationImport.id.in_(tables.limit(limit)),
            ),
        )
        removed = await self._session.scalars(gone[0].returning(ReceivedMail.id))
        count = len(list(removed))
        removed = await self._session.scalars(gone[1].returning(ApplicationImport.id))
        return count + len(list(removed))
