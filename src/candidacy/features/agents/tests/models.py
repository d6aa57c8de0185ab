"""Models that are set up for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from candidacy.ai_agents.client import Models

if TYPE_CHECKING:
    import httpx

    from candidacy.ai_agents.loopback import LoopbackModels
    from candidacy.infrastructure.fetching import Guarded
    from candidacy.testing.application import Client

KEY = "sk-quokka-lighthouse-quartet-9f3a"


async def at_once(_: float) -> None:
    """Sleeps not at all."""


def models_on(client: Client, network: Guarded) -> Models:
    """What calls models of workspaces on a network, and loses no time between its tries."""
    clock = client.application.agents.clock
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
