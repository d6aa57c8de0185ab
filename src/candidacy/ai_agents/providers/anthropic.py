"""Anthropic's messages."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import anthropic
import httpx2
from langchain_anthropic import ChatAnthropic
from langchain_core.language_models import BaseChatModel
from pydantic import ConfigDict

from candidacy.ai_agents.interface import ModelSettings
from candidacy.ai_agents.providers.chat import ANSWER, Chat

OFFICIAL = "https://api.anthropic.com"
NO_KEY = "none"


class _OnOurConnection(ChatAnthropic):
    """Their chat model, which has no door for a connection of ours."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    http: Any = None

    @cached_property
    def _async_client(self) -> anthropic.AsyncClient:
        return anthropic.AsyncClient(**{**self._client_params, "http_client": self.http})


class AnthropicVendor:
    """Messages, with one tool that has to be used where the answer is JSON."""

    def chat(self, http: httpx2.AsyncClient, settings: ModelSettings, max_tokens: int) -> BaseChatModel:
        key = settings.api_key.get_secret_value() if settings.api_key else NO_KEY
        return _OnOurConnection(
            model=settings.model,
            base_url=settings.base_url or OFFICIAL,
            api_key=key,
            http=http,
            max_retries=0,
            max_tokens_to_sample=max_tokens,
            timeout=settings.limits.deadline,
            stream_usage=True,
            cache=False,
        )

    def asking_for(self, chat: BaseChatModel, schema: Mapping[str, Any]) -> Chat:
        tool = {"name": ANSWER, "description": "Gives the answer.", "input_schema": dict(schema)}
        return chat.bind(tools=[tool], tool_choice={"type": "tool", "name": ANSWER})
