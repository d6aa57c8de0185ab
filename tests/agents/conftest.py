"""What tests of agents share: a ledger and a budget that remember, and material to work on."""

from importlib import import_module

import pytest

from candidacy.domain.skills import Taxonomy, load_seed


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    return load_seed()


@pytest.fixture(autouse=True, scope="session")
def _sdks_are_imported() -> None:
    """Once, before any deadline runs."""
    for name in (
        "langgraph.graph",
        "candidacy.ai_agents.providers.anthropic",
        "candidacy.ai_agents.providers.openai",
    ):
        import_module(name)
