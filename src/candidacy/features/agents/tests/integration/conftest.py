"""An application whose models lose no time between their tries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from candidacy.features.agents.tests.models import models_on, with_agents
from candidacy.testing.application import serving
from candidacy.testing.loopback_models import LoopbackModels

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from candidacy.testing.application import Client


@pytest.fixture
async def quick(client: Client) -> AsyncIterator[Client]:
    application = client.application
    models = models_on(application, application.agents.network)
    async with serving(with_agents(application, models=models)) as serves:
        yield serves


@pytest.fixture
async def models() -> AsyncIterator[LoopbackModels]:
    """A server of models on the loopback, which behaves."""
    async with LoopbackModels() as serves:
        yield serves
