"""Models on a real port of 127.0.0.1 that speak OpenAI's and Anthropic's wire formats, and their faults.

``async with LoopbackModels(honest) as models:``, and ``models.settings(ProviderKind.OPENAI)`` is a model.
"""

from candidacy.ai_agents.loopback.brains import Asked, Brain, ToolCall, filled, honest, saying
from candidacy.ai_agents.loopback.faults import Fault
from candidacy.ai_agents.loopback.liars import LIE_KINDS, lying, obedient
from candidacy.ai_agents.loopback.server import LoopbackModels

__all__ = [
    "LIE_KINDS",
    "Asked",
    "Brain",
    "Fault",
    "LoopbackModels",
    "ToolCall",
    "filled",
    "honest",
    "lying",
    "obedient",
    "saying",
]
