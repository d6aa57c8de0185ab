"""Runs a graph so that it can be resumed, and so that nothing of it leaves this machine by a tracer."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from candidacy.ai_agents.interface import Progress, Thread

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph

    Graph = CompiledStateGraph[Any, Any, Any, Any]
    Saver = BaseCheckpointSaver[Any]

OpenSaver = Callable[[], Awaitable[Any]]
"""Gives the LangGraph saver, which is opened when the first workflow runs."""


def thread_id(thread: Thread) -> str:
    """The thread's name among all workspaces."""
    return f"{thread.workspace}/{thread.id}"


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs graphs, with a checkpointer where there is one."""

    open_saver: OpenSaver | None = None

    async def run(
        self, build: "Callable[[Saver | None], Graph]", given: Mapping[str, Any], thread: Thread | None
    ) -> dict[str, Any]:
        """The state at the end. ``given`` has the digest of the inputs under ``inputs``.

        A thread that was begun with the same inputs goes on where it was; with others it begins anew. It is
        kept until whoever stores the result forgets it.
        """
        saver = await self.open_saver() if thread is not None and self.open_saver is not None else None
        # The packages take a second or two to import, in which nobody else should wait.
        graph = await asyncio.to_thread(build, saver)
        return await _run(graph, dict(given), thread if saver is not None else None)

    async def forget(self, thread: Thread | None) -> None:
        """Let the next run of the thread begin anew."""
        if self.open_saver is not None and thread is not None:
            saver = await self.open_saver()
            await saver.adelete_thread(thread_id(thread))


async def _run(graph: "Graph", given: dict[str, Any], thread: Thread | None) -> dict[str, Any]:
    from langsmith.run_helpers import tracing_context

    with tracing_context(enabled=False):
        if thread is None:
            return dict(await graph.ainvoke(given))
        config: Any = {"configurable": {"thread_id": thread_id(thread)}}
        kept = await graph.aget_state(config)
        if kept.values.get("inputs") == given["inputs"]:
            if not kept.next:
                return dict(kept.values)
            return dict(await graph.ainvoke(None, config, durability="sync"))
        if kept.values and graph.checkpointer:
            await graph.checkpointer.adelete_thread(thread_id(thread))  # type: ignore[union-attr] # Never True here.
        return dict(await graph.ainvoke(given, config, durability="sync"))


async def tell(progress: Progress | None, step: str, share: float) -> None:
    if progress is not None:
        await progress(step, share)
