"""The door that features come in by."""

from candidacy.ai_agents.agents.answering import PromptAnswerer
from candidacy.ai_agents.agents.interviews import PromptInterviewer
from candidacy.ai_agents.agents.letters import PromptLetterWriter
from candidacy.ai_agents.agents.writing import PromptWriter
from candidacy.ai_agents.client import ModelClient
from candidacy.ai_agents.interface import Thread
from candidacy.ai_agents.workflows.review import WorkflowReviewer
from candidacy.ai_agents.workflows.running import OpenSaver, Runner
from candidacy.ai_agents.workflows.tailoring import WorkflowTailor
from candidacy.domain.skills import Taxonomy


class Agents:
    """The roles of ``interface`` on a client; workflows are resumable where there is a checkpointer."""

    def __init__(
        self, client: ModelClient, taxonomy: Taxonomy, checkpointer: OpenSaver | None = None
    ) -> None:
        self._runner = Runner(checkpointer)
        self.client = client
        self.reviewer = WorkflowReviewer(client, self._runner)
        self.tailor = WorkflowTailor(client, taxonomy, self._runner)
        self.letter_writer = PromptLetterWriter(client, taxonomy, self._runner)
        self.interviewer = PromptInterviewer(client, taxonomy, self._runner)
        self.writer = PromptWriter(client, taxonomy)
        self.answerer = PromptAnswerer(client)

    async def forget(self, thread: Thread) -> None:
        """Drop the checkpoints of a run whose result is stored."""
        await self._runner.forget(thread)
