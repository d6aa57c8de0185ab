"""Opens the saver when the first workflow runs: langgraph takes a second or two to import."""

import asyncio
from typing import TYPE_CHECKING

from candidacy.infrastructure.checkpoints import models
from candidacy.infrastructure.postgres.engine import Sessions

if TYPE_CHECKING:
    from candidacy.infrastructure.checkpoints.saver import WorkspaceSaver

TABLES = (models.CheckpointRow, models.CheckpointBlobRow, models.CheckpointWriteRow)


class Checkpoints:
    """The checkpoints of all workspaces, on the application's own sessions.

    A thread's name begins with its workspace, and row-level security shows a run no thread of another one.
    """

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._saver: WorkspaceSaver | None = None

    async def open(self) -> "WorkspaceSaver":
        """The LangGraph saver."""
        if self._saver is None:
            self._saver = (await asyncio.to_thread(_saver_class))(self._sessions)
        return self._saver


def _saver_class() -> "type[WorkspaceSaver]":
    from candidacy.infrastructure.checkpoints.saver import WorkspaceSaver

    return WorkspaceSaver
