"""The tailor that features ask."""

import hashlib
import json

from candidacy.ai_agents.client import ModelClient
from candidacy.ai_agents.interface import Progress, Proposals, TailorRequest, Thread
from candidacy.ai_agents.workflows.running import Runner, tell
from candidacy.ai_agents.workflows.tailoring.graph import build_graph
from candidacy.domain.skills import Taxonomy


class WorkflowTailor:
    """Runs the tailoring's graph."""

    def __init__(self, client: ModelClient, taxonomy: Taxonomy, runner: Runner) -> None:
        self._client, self._taxonomy, self._runner = client, taxonomy, runner

    async def propose(
        self, request: TailorRequest, *, thread: Thread | None = None, progress: Progress | None = None
    ) -> Proposals:
        state = await self._runner.run(
            lambda saver: build_graph(self._client, request, self._taxonomy, progress, saver),
            {"inputs": _digest(request), "made": [], "degraded": []},
            thread,
        )
        await tell(progress, "done", 1.0)
        wanted = ("changes", "refused", "malformed", "made", "degraded")
        return Proposals.model_validate({name: state[name] for name in wanted if name in state})


def _digest(request: TailorRequest) -> str:
    parts = [
        request.sourced.resume.to_json_resume(),
        request.posting.text,
        request.more,
        request.gaps,
        request.instruction,
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
