"""The door of privacy: what happens to the things of a workspace that is deleted."""

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.privacy.service.erasure import empty_workspace
from candidacy.features.workspaces.events import WorkspaceDeleting
from candidacy.infrastructure.queue import Queue


async def on_workspace_deleting(event: WorkspaceDeleting, session: AsyncSession, *, queue: Queue) -> None:
    """Its work stops, and its stored files go once the deletion is committed."""
    await empty_workspace(session, event.workspace, queue)
