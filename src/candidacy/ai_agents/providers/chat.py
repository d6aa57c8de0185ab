"""What both vendors have in common: langchain's chat models, opened for one call and closed with it."""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from typing import Any, Protocol

import httpx2
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable
from langsmith.run_helpers import tracing_context

from candidacy.ai_agents.errors import ModelAnswerCut, ModelTimeout, ModelUnavailable
from candidacy.ai_agents.interface import ModelSettings, Usage
from candidacy.ai_agents.providers.port import AddressGuard, Ending, ModelAnswer, ModelRequest
from candidacy.ai_agents.providers.translation import translated
from candidacy.ai_agents.providers.transport import http_client
from candidacy.kernel.errors import AppError

Chat = Runnable[Any, AIMessage]

_ENDINGS = {
    "stop": Ending.WHOLE,
    "end_turn": Ending.WHOLE,
    "stop_sequence": Ending.WHOLE,
    "length": Ending.CUT_SHORT,
    "max_tokens": Ending.CUT_SHORT,
    "model_context_window_exceeded": Ending.CUT_SHORT,
    "content_filter": Ending.DECLINED,
    "refusal": Ending.DECLINED,
    "tool_calls": Ending.TOOL_WANTED,
    "function_call": Ending.TOOL_WANTED,
    "tool_use": Ending.TOOL_WANTED,
}


class Vendor(Protocol):
    """What differs between vendors."""

    def chat(self, http: httpx2.AsyncClient, settings: ModelSettings, max_tokens: int) -> BaseChatModel:
        """Their chat model on our connection."""
        ...

    def asking_for(self, chat: BaseChatModel, schema: Mapping[str, Any]) -> Chat:
        """The same, told to answer with JSON of that schema."""
        ...


class LangchainProvider:
    """A provider on a langchain chat model."""

    def __init__(self, vendor: Vendor, settings: ModelSettings, guard: AddressGuard | None) -> None:
        self._vendor, self._settings = vendor, settings
        self._guard = None if settings.trusted else guard

    @asynccontextmanager
    async def _opened(self, request: ModelRequest) -> AsyncIterator[Chat]:
        limits = self._settings.limits
        http = http_client(most_bytes=limits.max_answer_bytes, guard=self._guard, seconds=limits.deadline)
        async with http:
            chat = self._vendor.chat(http, self._settings, request.max_tokens)
            yield self._vendor.asking_for(chat, request.schema) if request.schema is not None else chat

    async def complete(self, request: ModelRequest) -> ModelAnswer:
        try:
            async with self._opened(request) as chat:
                with tracing_context(enabled=False):
                    message = await chat.ainvoke(_messages(request))
            return _answer_of(message, structured=request.schema is not None)
        except Exception as exc:
            # An SDK that parses what a stranger sent may raise anything at all.
            raise translated(exc) from exc

    async def stream(self, request: ModelRequest) -> AsyncGenerator[str | ModelAnswer, None]:
        whole: BaseMessage | None = None
        structured = request.schema is not None
        try:
            async with self._opened(request) as chat, _pieces(chat, request) as chunks:
                async for chunk in chunks:
                    whole = chunk if whole is None else whole + chunk
                    if text := _text_of(chunk, structured=structured):
                        yield text
        except AppError:
            raise
        except Exception as exc:
            error = translated(exc)
            if whole is not None and isinstance(error, ModelUnavailable | ModelTimeout):
                error = ModelAnswerCut()
            raise error from exc
        ending = _ending_of(whole) if whole is not None else None
        if whole is None or ending is None:
            raise ModelAnswerCut
        if structured and ending is Ending.TOOL_WANTED and _names_of_tools(whole) == [ANSWER]:
            ending = Ending.WHOLE
        yield ModelAnswer("", ending, _usage_of(whole))


def _text_of(chunk: Any, *, structured: bool) -> str:
    """What a piece of an answer says; where the answer is JSON, it may come as the input of the one tool."""
    if (text := str(chunk.text)) or not structured:
        return text
    return "".join(part["args"] or "" for part in getattr(chunk, "tool_call_chunks", ()))


def _names_of_tools(message: BaseMessage) -> list[str]:
    return [call["name"] for call in getattr(message, "tool_calls", ())]


def _pieces(chat: Chat, request: ModelRequest) -> AbstractAsyncContextManager[AsyncGenerator[Any, None]]:
    return aclosing(_untraced(chat, request))


async def _untraced(chat: Chat, request: ModelRequest) -> AsyncGenerator[Any, None]:
    """The chunks of an answer, none of which is told to a tracer."""
    with tracing_context(enabled=False):
        chunks = chat.astream(_messages(request))
        async for chunk in chunks:
            yield chunk


def _messages(request: ModelRequest) -> list[BaseMessage]:
    kinds = {"user": HumanMessage, "assistant": AIMessage}
    turns = [kinds[m.role](content=m.text) for m in request.messages]
    return [SystemMessage(content=request.system), *turns]


def _answer_of(message: AIMessage, *, structured: bool) -> ModelAnswer:
    ending = _ending_of(message) or Ending.CUT_SHORT
    if structured and message.tool_calls and message.tool_calls[0]["name"] == ANSWER:
        whole = ending if ending is not Ending.TOOL_WANTED else Ending.WHOLE
        return ModelAnswer(json.dumps(message.tool_calls[0]["args"]), whole, _usage_of(message))
    declined = message.additional_kwargs.get("refusal")
    return ModelAnswer(str(message.text), Ending.DECLINED if declined else ending, _usage_of(message))


def _ending_of(message: BaseMessage) -> Ending | None:
    """None for an answer that does not say how it ended: it was cut."""
    told = message.response_metadata
    reason = told.get("finish_reason") or told.get("stop_reason")
    return _ENDINGS.get(str(reason), Ending.WHOLE) if reason else None


def _usage_of(message: BaseMessage) -> Usage | None:
    told = getattr(message, "usage_metadata", None)
    if not told or not (told["input_tokens"] or told["output_tokens"]):
        return None
    return Usage(tokens_in=max(0, told["input_tokens"]), tokens_out=max(0, told["output_tokens"]))


ANSWER = "answer"
"""The one tool there is: how a vendor without JSON answers is told to give one."""
