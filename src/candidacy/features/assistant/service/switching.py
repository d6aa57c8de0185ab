"""Another embedder: everything is embedded anew beside what is searched, then search goes over at once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.assistant.models import SearchIndex
from candidacy.features.assistant.repository import IndexRepository
from candidacy.features.assistant.service.indexing import Indexing, stamped
from candidacy.features.assistant.service.tools import SearchTools
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import Sessions, within
from candidacy.infrastructure.queue import BULK, JobNotFound, Queue, get_job
from candidacy.kernel.clock import Clock
from candidacy.kernel.errors import Unavailable
from candidacy.kernel.ids import JobId, WorkspaceId
from candidacy.kernel.language import sentence

EMBED = "assistant.embed"
INDEX = "assistant.index"
AT_ONCE = 200
"""Sources that are forgotten between two commits."""
GRACE = timedelta(seconds=60)
"""How long what was searched before stays: longer than any search takes."""

Progress = Callable[[float, str], Awaitable[None]]


class NotAllEmbedded(Unavailable):
    """Some of what is searched could not be embedded. It is tried again; searches go on as before."""

    code = "not_all_embedded"


@dataclass(frozen=True, slots=True)
class Switching:
    """Takes one workspace to the embedder that is set. Cut off and begun again it goes on where it was."""

    sessions: Sessions
    workspace: WorkspaceId
    tools: SearchTools
    clock: Clock

    async def run(self, progress: Progress) -> int:
        """Embed what is not there for the target, then go over; how many things were embedded."""
        state = await self._target()
        if state is None or state.target is None or state.target_dimension is None:
            return 0
        missing = await self._missing(state.target)
        total, made, failed = len(missing), 0, 0
        for kind, item in missing:
            failed += not await self._embed(kind, item, state.target, state.target_dimension)
            made += 1
            await progress(made / (total + 1), sentence(f"{made} of {total} embedded"))
        if failed or not await self._go_over(state.target, state.target_dimension):
            raise NotAllEmbedded
        return made

    async def _target(self) -> SearchIndex | None:
        """The state, with what is set as its target where that is not what is searched."""
        async with self.sessions.begin() as session:
            state = await IndexRepository(session, self.workspace).state(lock=True)
            if state is None:
                return None
            if state.model == self.tools.model:
                state.target = state.target_dimension = None
            elif state.target != self.tools.model:
                state.target, state.target_dimension = self.tools.model, self.tools.dimension
            return state

    async def _missing(self, model: str) -> list[tuple[str, UUID]]:
        """What there is, and not yet for a model as it is now."""
        async with self.sessions.begin() as session:
            return await missing(session, self.workspace, self.tools, model)

    async def _embed(self, kind: str, item: UUID, model: str, dimension: int) -> bool:
        """Whether a thing is embedded now, or gone."""
        source = self.tools.sources[kind]
        async with self.sessions.begin() as session:
            content = await source.load(session, self.workspace, item)
        if content is None:
            return True
        indexing = Indexing(self.sessions, self.workspace, self.tools)
        made = await indexing.make(kind, item, content, model, dimension, strict=True)
        if made is None:
            return False
        async with self.sessions.begin() as session:
            # What changed meanwhile has its own job, which writes this model too.
            if await source.hold(session, self.workspace, item) == content.stamp:
                await IndexRepository(session, self.workspace).put(made)
        return True

    async def _go_over(self, model: str, dimension: int) -> bool:
        """Search by ``model`` from this commit on, if nothing is missing of it; whether it is so."""
        async with self.sessions.begin() as session:
            index = IndexRepository(session, self.workspace)
            # Whoever writes passages shares this row, so nothing comes in between.
            state = await index.state(lock=True)
            if state is None or state.target != model:
                return True
            if await missing(session, self.workspace, self.tools, model):
                return False
            state.model, state.dimension = model, dimension
            state.target = state.target_dimension = None
            state.switched_at, state.passages = self.clock.now(), await index.count(model)
            return True


async def missing(
    session: AsyncSession, workspace: WorkspaceId, tools: SearchTools, model: str
) -> list[tuple[str, UUID]]:
    """What there is in a workspace, and not among the passages of a model as it is now."""
    kept = {(k.kind, k.source_id): k.stamp for k in await IndexRepository(session, workspace).kept(model)}
    found = []
    for source in tools.sources.all():
        stamps = await source.stamps(session, workspace)
        found += [
            (source.kind, item)
            for item, stamp in stamps.items()
            if kept.get((source.kind, item)) != stamped(stamp)
        ]
    return found


@dataclass(frozen=True, slots=True)
class KeepingUp:
    """Now and then, in every workspace: what was missed is indexed, a new model begun, an old one gone."""

    sessions: Sessions
    tools: SearchTools
    queue: Queue
    clock: Clock

    async def round(self) -> int:
        """How many things were indexed."""
        done = 0
        async for workspace, _ in workspaces.each_workspace(self.sessions):
            done += await self.workspace(workspace)
        return done

    async def workspace(self, workspace: WorkspaceId) -> int:
        inside = within(self.sessions, workspace)
        async with inside.begin() as session:
            index = IndexRepository(session, workspace)
            state = await index.state()
            if state is None:
                await index.begin(self.tools.model, self.tools.dimension)
            elif state.model != self.tools.model:
                await self._ask_to_embed(session, workspace)
            searched = state.model if state else self.tools.model
            late = await missing(session, workspace, self.tools, searched)
        indexing = Indexing(inside, workspace, self.tools)
        for kind, item in late:
            await indexing.index(kind, item)
        await self._tidy(inside, workspace)
        return len(late)

    async def _ask_to_embed(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        """Ask for the job that embeds anew, unless it is under way."""
        state = await IndexRepository(session, workspace).state(lock=True)
        if state is None or await _is_open(session, workspace, state.job_id):
            return
        state.job_id = await self.queue.enqueue(
            session, EMBED, workspace=workspace, payload={}, priority=BULK, lock=f"{EMBED}/{workspace}"
        )

    async def _tidy(self, sessions: Sessions, workspace: WorkspaceId) -> None:
        """Forget models that nobody searches any more, and count those that are searched."""
        while True:
            async with sessions.begin() as session:
                index = IndexRepository(session, workspace)
                state = await index.state(lock=True)
                if state is None:
                    return
                state.passages = await index.count(state.model)
                over = state.switched_at is None or state.switched_at + GRACE <= self.clock.now()
                kept = [model for model in (state.model, state.target) if model]
                if not over or await index.drop_other_models(kept, AT_ONCE) < AT_ONCE:
                    return


async def _is_open(session: AsyncSession, workspace: WorkspaceId, job: UUID | None) -> bool:
    if job is None:
        return False
    try:
        return not (await get_job(session, workspace, JobId(job))).status.is_final
    except JobNotFound:
        return False
