"""Where the loopback double was; it is ``candidacy.ai_agents.loopback``, which tests within ``src`` may import."""

from candidacy.ai_agents.loopback import Asked, Fault, LoopbackModels, honest, lying, obedient, saying

__all__ = ["Asked", "Fault", "LoopbackModels", "honest", "lying", "obedient", "saying"]
