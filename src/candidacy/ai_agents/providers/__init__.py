"""The only modules that import a model vendor's SDK; each is imported when its first call is made."""

from candidacy.ai_agents.providers.choice import normalised_url, open_provider
from candidacy.ai_agents.providers.port import (
    AddressGuard,
    Ending,
    Message,
    ModelAnswer,
    ModelRequest,
    Provider,
)
from candidacy.ai_agents.providers.scripted import Script, ScriptedProvider

__all__ = [
    "AddressGuard",
    "Ending",
    "Message",
    "ModelAnswer",
    "ModelRequest",
    "Provider",
    "Script",
    "ScriptedProvider",
    "normalised_url",
    "open_provider",
]
