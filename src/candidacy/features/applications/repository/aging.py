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


async def delete_older(
    session: AsyncSession, workspace: WorkspaceId, before: datetime, limit: int | None
) -> Aged:
    """Delete applications that were begun before a moment with all that belongs to them.

    Mails that were never put to one, and tables that were uploaded, go by their own day.
    """
    old = select(Application.id).where(Application.workspace_id == workspace, Application.created_at < before)
    ids = list(await session.scalars(old.order_by(Application.id).limit(limit)))
    documents = select(SentDocument.storage_key).where(
        SentDocument.workspace_id == workspace, SentDocument.application_id.in_(ids)
    )
    keys = list(await session.scalars(documents)) if ids else []
    if ids:
        mine = (Application.workspace_id == workspace, Application.id.in_(ids))
        await session.execute(delete(Application).where(*mine))
    beside = 0
    for kind in (ReceivedMail, ApplicationImport):
        aged = select(kind.id).where(kind.workspace_id == workspace, kind.created_at < before)
        rows = list(await session.scalars(aged.order_by(kind.id).limit(limit)))
        if rows:
            await session.execute(delete(kind).where(kind.workspace_id == workspace, kind.id.in_(rows)))
        beside += len(rows)
    return Aged(len(ids), beside, keys)
