"""Answers with citations: of a model whose every citation is verified, else the passages themselves."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import structlog

from candidacy.ai_agents.interface import Anew, Draft
from candidacy.domain.search import Evidence, Found, weigh
from candidacy.features.assistant.errors import TooManyQuestions
from candidacy.features.assistant.service.searching import Query, Results, ScoredPassage, Searching
from candidacy.features.assistant.service.tools import Cited, Spoken
from candidacy.infrastructure.redis.ports import Limit, RateLimiter
from candidacy.kernel.errors import AppError
from candidacy.kernel.identity import Actor
from candidacy.kernel.language import sentence

log = structlog.get_logger(__name__)

READ = 8
"""Passages that are weighed, and given to a model."""
NOTHING_SAYS = sentence("Nothing here answers this. Ask in other words, or add what would.")
NO_PROOF = sentence("The model gave no answer that your passages support.")
BY_PASSAGES = "passages"
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Citation:
    """``passage.text[start:end]`` of the passage with a number, from 1."""

    number: int
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence and what it rests on; there is always something."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a question; ``refusal`` says why nothing is."""

    question: str
    by: str
    confidence: float
    statements: tuple[Statement, ...]
    passages: tuple[ScoredPassage, ...]
    refusal: str | None = None
    dropped: int = 0
    """Sentences of a model that are left out, as nothing here supports them."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What was found for a question and how well that answers it."""

    question: str
    passages: tuple[ScoredPassage, ...]
    evidence: Evidence
    results: Results


def text_of(one: ScoredPassage) -> str:
    """A passage with what it stands under and in."""
    return "\n".join(part for part in (one.passage.title, one.passage.heading, one.passage.text) if part)


@dataclass(frozen=True, slots=True)
class Asking:
    """Answers questions from one workspace."""

    searching: Searching

    async def admit(self, limiter: RateLimiter, actor: Actor) -> None:
        """Count a question of somebody. Raises TooManyQuestions."""
        limit = Limit("questions", self.searching.tools.settings.questions_a_minute, _MINUTE)
        verdict = await limiter.hit(limit, str(actor.user))
        if not verdict.allowed:
            raise TooManyQuestions(retry_after=verdict.retry_after)

    async def retrieve(self, query: Query) -> Retrieved:
        """The passages for a question, those that answer it best first. Raises NothingAsked."""
        results = await self.searching.search(query)
        first = results.passages[:READ]
        evidence = weigh(query.text, [Found(text_of(one), one.cosine) for one in first])
        order = [*evidence.best, *(n for n in range(len(first)) if n not in evidence.best)]
        return Retrieved(query.text, tuple(first[n] for n in order), evidence, results)

    async def answering(
        self, actor: Actor, retrieved: Retrieved
    ) -> AsyncGenerator[Draft | Anew | Answer, None]:
        """What a model says while it says it, not verified yet, and last the answer.

        Where no model works, or it fails, the answer is that of the passages. Close it to stop the model.
        """
        speaker, answer = self.searching.tools.speaker, None
        if speaker is not None and retrieved.passages:
            try:
                said = speaker.speak(actor, retrieved.question, cited(retrieved.passages))
                async with aclosing(said) as pieces:
                    async for piece in pieces:
                        if isinstance(piece, Spoken):
                            answer = _verified(retrieved, piece)
                        else:
                            yield piece
            except AppError as error:
                log.warning("answer_without_model", code=error.code)
        yield answer or self.by_passages(retrieved)

    def by_passages(self, retrieved: Retrieved) -> Answer:
        """The passages that answer, or that there is none."""
        if not retrieved.passages or not retrieved.evidence.answerable:
            return _refused(retrieved, BY_PASSAGES, NOTHING_SAYS)
        best = range(len(retrieved.evidence.best))
        statements = tuple(_whole(number + 1, retrieved.passages[number]) for number in best)
        return Answer(
            retrieved.question, BY_PASSAGES, retrieved.evidence.confidence, statements, retrieved.passages
        )


def cited(passages: Sequence[ScoredPassage]) -> list[Cited]:
    return [
        Cited(
            number,
            " · ".join(part for part in (one.passage.title, one.passage.heading) if part),
            one.passage.text,
        )
        for number, one in enumerate(passages, 1)
    ]


def _whole(number: int, one: ScoredPassage) -> Statement:
    text = one.passage.text
    return Statement(text, (Citation(number, text, 0, len(text)),))


def _verified(retrieved: Retrieved, spoken: Spoken) -> Answer:
    """What of a model's answer rests on words that are there; without any it is refused."""
    model, statements = spoken.model, []
    for one in spoken.statements:
        citations = tuple(
            found
            for number, quote in one.quotes
            if (found := _resolved(retrieved.passages, number, quote)) is not None
        )
        if citations and one.text.strip():
            statements.append(Statement(one.text.strip(), citations))
    if not statements:
        said = spoken.statements or spoken.dropped
        return _refused(retrieved, model, NO_PROOF if said else NOTHING_SAYS)
    confidence, dropped = (
        retrieved.evidence.confidence,
        spoken.dropped + len(spoken.statements) - len(statements),
    )
    return Answer(
        retrieved.question, model, confidence, tuple(statements), retrieved.passages, dropped=dropped
    )


def _resolved(passages: Sequence[ScoredPassage], number: int, quote: str) -> Citation | None:
    """Where a quote stands in the passage that it names; None where it does not."""
    words = quote.strip()
    if not words or not 1 <= number <= len(passages):
        return None
    text = passages[number - 1].passage.text
    start = text.find(words)
    if start < 0:
        return None
    return Citation(number, words, start, start + len(words))


def _refused(retrieved: Retrieved, by: str, why: str) -> Answer:
    confidence = retrieved.evidence.confidence
    return Answer(retrieved.question, by, confidence, (), retrieved.passages, refusal=why)


def spans_within(spans: Sequence[Any], text: str, start: int, end: int) -> list[Any]:
    """The spans of ``text[start:end]`` of a passage: exact where each line is one span, else all of them."""
    lines = text.split("\n")
    if len(lines) != len(spans) or any(
        span["end"] - span["start"] != len(line) for span, line in zip(spans, lines, strict=True)
    ):
        return list(spans)
    found, at = [], 0
    for span, line in zip(spans, lines, strict=True):
        first, last = max(start, at), min(end, at + len(line))
        if first < last:
            moved = {"start": span["start"] + first - at, "end": span["start"] + last - at}
            whole = first == at and last == at + len(line)
            found.append({**span, **moved, "box": span.get("box") if whole else None})
        at += len(line) + 1
    return found
