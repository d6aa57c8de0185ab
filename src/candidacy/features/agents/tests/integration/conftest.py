"""An application whose models lose no time between their tries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from candidacy.ai_agents.loopback import LoopbackModels
from candidacy.features.agents.tests.models import models_on

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from candidacy.testing.application import Client


@pytest.fixture
async def quick(client: Client) -> AsyncIterator[Client]:
    models = models_on(client, client.application.agents.network)
    async with client.with_agents(models=models) as serves:
        yield serves


@pytest.fixture
async def models() -> AsyncIterator[LoopbackModels]:
    """A server of models on the loopback, which behaves."""
    async with LoopbackModels() as serves:
        yield serves
