"""The sealed key of a workspace's model, sealed anew with the newest secret."""

from typing import cast

from sqlalchemy import CursorResult, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.agents.models import ModelRow
from candidacy.features.agents.service.context import AgentsContext
from candidacy.features.agents.service.settings import place_of
from candidacy.infrastructure.crypto import Batch, renew_all
from candidacy.kernel.ids import WorkspaceId


async def renew_key(session: AsyncSession, context: AgentsContext, workspace: WorkspaceId) -> Batch:
    """Seal the key of one workspace anew. Its settings stay as they are, and so does their version."""
    own = ModelRow.workspace_id == workspace
    sealed = await session.scalar(select(ModelRow.sealed_key).where(own))
    if sealed is None:
        return Batch()
    found, unreadable = renew_all(context.sealer, [(workspace, sealed, place_of(workspace))])
    written = 0
    for one in found:
        done = await session.execute(
            update(ModelRow)
            .where(own, ModelRow.sealed_key == one.before)
            .values(sealed_key=one.after, updated_at=ModelRow.updated_at)
        )
        written += cast("CursorResult[tuple[object]]", done).rowcount
    return Batch(1, written, unreadable)
