"""OpenAI, and whatever else serves /v1/chat/completions."""

from collections.abc import Mapping
from typing import Any

import httpx2
from langchain_core.language_models import BaseChatModel
from langchain_openai import ChatOpenAI
from langchain_openai.chat_models.base import BaseChatOpenAI

from candidacy.ai_agents.interface import ModelSettings, ProviderKind
from candidacy.ai_agents.providers.chat import ANSWER, Chat

OFFICIAL = "https://api.openai.com/v1"
NO_KEY = "none"
"""Sent where no key is set, so that none is looked for elsewhere."""


class OpenAiVendor:
    """Chat completions with a JSON schema as the response format."""

    def chat(self, http: httpx2.AsyncClient, settings: ModelSettings, max_tokens: int) -> BaseChatModel:
        # Other servers know max_tokens alone, which only the base class sends under that name.
        made = ChatOpenAI if settings.provider is ProviderKind.OPENAI else BaseChatOpenAI
        key = settings.api_key.get_secret_value() if settings.api_key else NO_KEY
        return made(
            model=settings.model,
            base_url=settings.base_url or OFFICIAL,
            api_key=lambda: key,
            http_async_client=http,
            max_retries=0,
            max_tokens=max_tokens,
            stream_usage=True,
            stream_chunk_timeout=None,
            use_responses_api=False,
            openai_proxy=None,
            organization=None,
            cache=False,
        )

    def asking_for(self, chat: BaseChatModel, schema: Mapping[str, Any]) -> Chat:
        shape = {"name": ANSWER, "strict": True, "schema": dict(schema)}
        # Told as a response format, the package would parse the answer itself, and hide how it ended.
        return chat.bind(extra_body={"response_format": {"type": "json_schema", "json_schema": shape}})
