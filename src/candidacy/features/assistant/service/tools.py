"""What search needs of the process."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from candidacy.ai_agents.embeddings import Embedders
from candidacy.ai_agents.interface import Anew, Draft
from candidacy.features.assistant.policies import SearchSettings
from candidacy.features.assistant.service.sources import SearchSources
from candidacy.infrastructure.redis import Remembered
from candidacy.kernel.identity import Actor

WORDS_ALONE = "words"
"""The model of an installation without an embedder."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage that an answer may rest on, by its number."""

    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of a model: its words, and for each citation the passage's number and the words of it."""

    text: str
    quotes: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a model made of a question: no statements where the passages don't say."""

    model: str
    statements: tuple[Said, ...]
    dropped: int = 0
    """Statements that rested on nothing, and are not among these."""


class Speaker(Protocol):
    """Answers from passages with the model that works for a workspace. Call it in no transaction."""

    async def speaks(self, actor: Actor) -> bool:
        """Whether there is a model, and somebody may ask it."""
        ...

    def speak(
        self, actor: Actor, question: str, passages: Sequence[Cited]
    ) -> AsyncGenerator[Draft | Anew | Spoken, None]:
        """What the model says as it says it, and last what it made of the question; nothing without a model.

        Close it to stop the model. Raises what a call can.
        """
        ...


@dataclass(frozen=True, slots=True)
class SearchTools:
    """One for the process: embedders, sources, limits, and what answers with a model if anything does.

    With ``remembered`` the vectors of questions are kept for a while, where making them asks somebody else.
    """

    embedders: Embedders
    sources: SearchSources
    settings: SearchSettings = field(default_factory=SearchSettings)
    speaker: Speaker | None = None
    remembered: Remembered | None = None

    @property
    def model(self) -> str:
        """What new passages are made for."""
        return self.embedders.current.model if self.embedders.current else WORDS_ALONE

    @property
    def dimension(self) -> int:
        return self.embedders.current.dimension if self.embedders.current else 0
