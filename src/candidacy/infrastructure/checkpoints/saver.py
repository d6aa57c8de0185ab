"""langgraph's PostgreSQL saver on sessions of our own, each transaction of it within one workspace."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata, CheckpointTuple
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from psycopg import AsyncCursor
from psycopg.rows import DictRow, dict_row

from candidacy.infrastructure.checkpoints.serializer import PlainSerializer
from candidacy.infrastructure.postgres.engine import Sessions
from candidacy.infrastructure.postgres.tenancy import within
from candidacy.kernel.errors import NotFound
from candidacy.kernel.ids import WorkspaceId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.runnables import RunnableConfig

_workspace: ContextVar[WorkspaceId | None] = ContextVar("checkpoint_workspace", default=None)


class WorkspaceSaver(AsyncPostgresSaver):
    """The saver. Of a thread ``<workspace>/<id>`` it sees and writes what that workspace owns."""

    def __init__(self, sessions: Sessions) -> None:
        super().__init__(cast("Any", None), serde=PlainSerializer())
        self._sessions = sessions

    def with_allowlist(self, extra_allowlist: Any) -> "WorkspaceSaver":
        """Itself: nothing beyond plain values is ever allowed."""
        return self

    @asynccontextmanager
    async def _cursor(self, *, pipeline: bool = False) -> AsyncIterator[AsyncCursor[DictRow]]:
        """A cursor in a short transaction of its own."""
        workspace = _workspace.get()
        if workspace is None:
            raise NotFound
        async with self.lock, within(self._sessions, workspace).begin() as session:
            connection = await session.connection()
            driver = cast("Any", (await connection.get_raw_connection()).driver_connection)
            async with driver.cursor(binary=True, row_factory=dict_row) as cursor:
                yield cursor

    async def aget_tuple(self, config: "RunnableConfig") -> CheckpointTuple | None:
        with _of(config["configurable"]["thread_id"]):
            return await super().aget_tuple(config)

    async def aput(
        self,
        config: "RunnableConfig",
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> "RunnableConfig":
        with _of(config["configurable"]["thread_id"]):
            return await super().aput(config, checkpoint, metadata, new_versions)

    async def aput_writes(
        self,
        config: "RunnableConfig",
        writes: Sequence[tuple[str, Any]],
        task_id: str,
        task_path: str = "",
    ) -> None:
        with _of(config["configurable"]["thread_id"]):
            await super().aput_writes(config, writes, task_id, task_path)

    async def adelete_thread(self, thread_id: str) -> None:
        with _of(thread_id):
            await super().adelete_thread(thread_id)


@contextmanager
def _of(thread_id: str) -> "Iterator[None]":
    """Work in the workspace that a thread's name begins with. Raises NotFound for another kind of name."""
    try:
        workspace = WorkspaceId(UUID(thread_id.partition("/")[0]))
    except ValueError as exc:
        raise NotFound from exc
    token = _workspace.set(workspace)
    try:
        yield
    finally:
        _workspace.reset(token)
