"""All roles on one configured model."""

from candidacy.ai_agents.agents.letters import skeleton
from candidacy.ai_agents.agents.roles import Agents

__all__ = ["Agents", "skeleton"]
