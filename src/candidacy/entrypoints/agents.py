"""Puts together what models need: the installation's settings, where models may be, how keys are sealed."""

from collections.abc import Callable

from candidacy.ai_agents.client import Models
from candidacy.ai_agents.interface import CallRecord
from candidacy.domain.skills import Taxonomy
from candidacy.entrypoints.settings import Settings
from candidacy.features.agents.service.context import AgentsContext
from candidacy.features.auth.service.context import AuthContext
from candidacy.infrastructure.checkpoints import Checkpoints
from candidacy.infrastructure.crypto import Sealer
from candidacy.infrastructure.fetching import Guarded
from candidacy.infrastructure.postgres import Sessions

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""On a laptop the model's server is often the machine itself; elsewhere that would be a way into it."""


def build_agents(
    settings: Settings,
    auth: AuthContext,
    sessions: Sessions,
    taxonomy: Taxonomy,
    observe: Callable[[CallRecord], None] | None = None,
) -> AgentsContext:
    network = Guarded((*settings.model.private_hosts, *(LOOPBACK if auth.laptop else ())))
    return AgentsContext(
        installation=settings.model,
        models=Models(
            clock=auth.clock, production=settings.production, guard=network.addresses, observe=observe
        ),
        taxonomy=taxonomy,
        network=network,
        sealer=Sealer(auth.keyring, "models"),
        sessions=sessions,
        clock=auth.clock,
        events=auth.events,
        checkpointer=Checkpoints(sessions).open,
    )
