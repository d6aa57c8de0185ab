"""What every role is told and tells."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from candidacy.ai_agents.interface.settings import ProviderKind


class Tone(StrEnum):
    """How a text sounds."""

    NEUTRAL = "neutral"
    WARM = "warm"
    CONFIDENT = "confident"
    FORMAL = "formal"


Progress = Callable[[str, float], Awaitable[None]]
"""Is told the step that begins and the share (0..1) that is done."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A run that can be resumed. The id comes from a row that was looked up with its workspace."""

    workspace: UUID
    id: UUID


@dataclass(frozen=True, slots=True)
class Made:
    """What made an answer, for the row it is stored in and for the log of decisions."""

    prompt_id: str
    prompt_version: int
    provider: ProviderKind
    model: str
    call_id: UUID
    experiment: str | None = None


@dataclass(frozen=True, slots=True)
class Degraded:
    """A part that is missing because its call failed: the rest stands. ``code`` is the error's."""

    part: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ModelCheck:
    """What a small request to a configured model has shown."""

    usable: bool
    message: str
    """For a person: what works, or what to do."""
    code: str | None = None
    latency_ms: int = 0
    details: dict[str, Any] = field(default_factory=dict)
