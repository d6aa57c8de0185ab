"""Indexing what changed, and embedding everything anew, in the worker."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from candidacy.features.assistant.service.indexing import Indexing
from candidacy.features.assistant.service.switching import Switching
from candidacy.features.assistant.service.tools import SearchTools
from candidacy.infrastructure.queue import JobContext
from candidacy.kernel.clock import Clock


@dataclass(frozen=True, slots=True)
class IndexOne:
    """The handler of ``assistant.index``: one thing as it is now. Done twice it gives the same passages."""

    tools: SearchTools

    async def run(self, job: JobContext, *, kind: str, item: UUID) -> dict[str, Any]:
        there = await Indexing(job.sessions, job.workspace, self.tools).index(kind, item)
        return {"kind": kind, "item": str(item), "there": there}


@dataclass(frozen=True, slots=True)
class EmbedAnew:
    """The handler of ``assistant.embed``: everything of a workspace for the embedder that is set."""

    tools: SearchTools
    clock: Clock

    async def run(self, job: JobContext) -> dict[str, Any]:
        made = await Switching(job.sessions, job.workspace, self.tools, self.clock).run(job.progress)
        return {"embedded": made, "model": self.tools.model}
