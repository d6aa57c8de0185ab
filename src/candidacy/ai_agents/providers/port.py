"""What a provider is: one request gives one answer, or one of our errors. It never tries again."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, Protocol

from candidacy.ai_agents.interface import Usage

AddressGuard = Callable[[str, int], Awaitable[list[str]]]
"""The addresses of a host and port that may be connected to. Raises an AppError for one that may not."""


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """What is asked. With a schema the answer is one JSON value."""

    system: str
    messages: tuple[Message, ...]
    max_tokens: int
    schema: Mapping[str, Any] | None = None


class Ending(StrEnum):
    """How a model ended its answer, in words that are the same for all providers."""

    WHOLE = "whole"
    CUT_SHORT = "cut_short"
    DECLINED = "declined"
    TOOL_WANTED = "tool_wanted"
    """It called a tool that nobody offered."""


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """What a model answered: text, or the JSON of the answer; ``usage`` is None where nobody counted."""

    text: str
    ending: Ending
    usage: Usage | None = None


class Provider(Protocol):
    """Speaks to one model."""

    async def complete(self, request: ModelRequest) -> ModelAnswer:
        """The whole answer."""
        ...

    def stream(self, request: ModelRequest) -> AsyncGenerator[str | ModelAnswer, None]:
        """Pieces of running text, and last the answer with its usage and without text.

        Closing it ends the connection.
        """
        ...
