"""Models that are set up for tests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from candidacy.ai_agents.client import Models

if TYPE_CHECKING:
    import httpx

    from candidacy.entrypoints.wiring import Application
    from candidacy.infrastructure.fetching import Guarded
    from candidacy.testing.application import Client
    from candidacy.testing.loopback_models import LoopbackModels

KEY = "sk-quokka-lighthouse-quartet-9f3a"


def with_agents(application: Application, **changes: Any) -> Application:
    """The same application with other models."""
    return replace(application, agents=replace(application.agents, **changes))


async def at_once(_: float) -> None:
    """Sleeps not at all."""


def models_on(application: Application, network: Guarded) -> Models:
    """What calls models of workspaces on a network, and loses no time between its tries."""
    clock = application.agents.clock
    return Models(clock=clock, production=False, guard=network.addresses, pause=at_once)


def compatible(models: LoopbackModels, **more: Any) -> dict[str, Any]:
    """What is given to set up a model of a loopback server."""
    return {
        "provider": "openai_compatible",
        "model": "loopback-1",
        "base_url": f"{models.url}/v1",
        "api_key": KEY,
        **more,
    }


async def set_up(client: Client, models: LoopbackModels, **more: Any) -> httpx.Response:
    return await client.http.put("/api/v1/models/settings", json=compatible(models, **more))
