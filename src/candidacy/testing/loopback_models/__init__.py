"""Models on a real port of 127.0.0.1 that speak OpenAI's and Anthropic's wire formats, and their faults.

``async with LoopbackModels(honest) as models:``, and ``models.settings(ProviderKind.OPENAI)`` is a model.
"""

from candidacy.testing.loopback_models.brains import Asked, Brain, ToolCall, filled, honest, saying
from candidacy.testing.loopback_models.faults import Fault
from candidacy.testing.loopback_models.liars import LIE_KINDS, lying, obedient
from candidacy.testing.loopback_models.server import LoopbackModels

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
