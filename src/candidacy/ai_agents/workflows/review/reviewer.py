"""The reviewer that features ask."""

import hashlib

from candidacy.ai_agents.client import ModelClient
from candidacy.ai_agents.errors import error_named
from candidacy.ai_agents.interface import Observations, Progress, ReviewRequest, Thread
from candidacy.ai_agents.workflows.review.graph import build_graph
from candidacy.ai_agents.workflows.review.nodes import AGENTS
from candidacy.ai_agents.workflows.running import Runner, tell
from candidacy.domain.resume import SourcedResume


class WorkflowReviewer:
    """Runs the review's graph."""

    def __init__(self, client: ModelClient, runner: Runner) -> None:
        self._client, self._runner = client, runner

    async def review(
        self, request: ReviewRequest, *, thread: Thread | None = None, progress: Progress | None = None
    ) -> Observations:
        """What the agents see. Raises an error where none of them could be asked."""
        state = await self._runner.run(
            lambda saver: build_graph(self._client, request, progress, saver),
            {"inputs": _digest(request), "said": []},
            thread,
        )
        found = Observations.model_validate(state["result"])
        if len(found.degraded) == len(AGENTS):
            await self._runner.forget(thread)
            raise error_named(found.degraded[0].code, found.degraded[0].message)
        await tell(progress, "done", 1.0)
        return found


def _digest(request: ReviewRequest) -> str:
    text = "\0".join(
        (
            SourcedResume.model_dump_json(request.sourced),
            request.document.text if request.document else "",
            request.review.rubric,
            request.review.industry,
        )
    )
    return hashlib.sha256(text.encode()).hexdigest()
