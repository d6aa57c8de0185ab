"""From settings to a provider."""

import asyncio
from urllib.parse import urlsplit, urlunsplit

from candidacy.ai_agents.errors import NoModel
from candidacy.ai_agents.interface import ModelSettings, ProviderKind
from candidacy.ai_agents.providers.port import AddressGuard, Provider

_BELOW = ("/chat/completions", "/completions", "/responses", "/messages", "/models", "/embeddings")


def normalised_url(provider: ProviderKind, url: str | None) -> str | None:
    """The address as the SDK wants it, however it was pasted: without /v1, or with a whole endpoint."""
    if not url:
        return None
    parts = urlsplit(url.strip())
    path = parts.path.rstrip("/")
    for ending in _BELOW:
        path = path.removesuffix(ending)
    path = path.rstrip("/")
    if provider is ProviderKind.ANTHROPIC:
        path = path.removesuffix("/v1")
    elif not path:
        path = "/v1"
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


async def open_provider(settings: ModelSettings, guard: AddressGuard | None) -> Provider:
    """The provider of the settings. Raises NoModel for the scripted one, which has to be handed in."""
    if settings.provider is ProviderKind.SCRIPTED:
        raise NoModel("The scripted model has no script here. Configure a real model.")
    url = normalised_url(settings.provider, settings.base_url)
    # The vendors' packages take a second or two to import, in which nobody else should wait.
    return await asyncio.to_thread(_made, settings.model_copy(update={"base_url": url}), guard)


def _made(settings: ModelSettings, guard: AddressGuard | None) -> Provider:
    from candidacy.ai_agents.providers.chat import LangchainProvider

    if settings.provider is ProviderKind.ANTHROPIC:
        from candidacy.ai_agents.providers.anthropic import AnthropicVendor

        return LangchainProvider(AnthropicVendor(), settings, guard)
    from candidacy.ai_agents.providers.openai import OpenAiVendor

    return LangchainProvider(OpenAiVendor(), settings, guard)
