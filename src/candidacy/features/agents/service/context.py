"""What the slice holds open for the process."""

from dataclasses import dataclass
from typing import Any

from candidacy.ai_agents.client import Models
from candidacy.domain.skills import Taxonomy
from candidacy.features.agents.policies.settings import InstallationModel
from candidacy.infrastructure.crypto import Sealer
from candidacy.infrastructure.fetching import Guarded
from candidacy.infrastructure.postgres import Sessions
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events


@dataclass(frozen=True, slots=True)
class AgentsContext:
    """One for the process; ``sessions`` are entered into a workspace by whoever uses them."""

    installation: InstallationModel
    models: Models
    taxonomy: Taxonomy
    network: Guarded
    """Where the model of a workspace may be: public, named by the operator, or on a laptop itself."""
    sealer: Sealer
    sessions: Sessions
    clock: Clock
    events: Events
    checkpointer: Any = None
    """What keeps the steps of a workflow, so that one that was interrupted goes on; a LangGraph saver."""
