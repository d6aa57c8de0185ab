"""Answers questions from passages; what no passage says is not said."""

import re
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import aclosing
from typing import Any

from pydantic_core import from_json

from candidacy.ai_agents.client import Answer, ModelClient
from candidacy.ai_agents.evidence import find_words, language_name, plain
from candidacy.ai_agents.interface import (
    Anew,
    AnswerGiven,
    AskRequest,
    Citation,
    Draft,
    SourcePassage,
    Statement,
)

_PROMPT = "answering.cite"
_MOST = 8
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.DOTALL)
_LEAST = 8
"""Letters and digits of a quote: fewer prove nothing."""


class PromptAnswerer:
    """One call; each statement keeps the quotes that are true, and goes without any."""

    def __init__(self, client: ModelClient) -> None:
        self._client = client

    async def answer(self, request: AskRequest) -> AnswerGiven:
        if not request.passages:
            return AnswerGiven(statements=())
        return _given(await self._client.ask(_PROMPT, _variables(request)), request)

    async def stream(self, request: AskRequest) -> AsyncGenerator[Draft | Anew | AnswerGiven, None]:
        """Pieces of statements as they come, last what of them is verified. Close it to stop the model."""
        if not request.passages:
            yield AnswerGiven(statements=())
            return
        drafts = _Drafts()
        async with aclosing(self._client.stream_value(_PROMPT, _variables(request))) as pieces:
            async for piece in pieces:
                if isinstance(piece, Answer):
                    yield _given(piece, request)
                elif isinstance(piece, Anew):
                    drafts = _Drafts()
                    yield piece
                else:
                    for draft in drafts.take(piece):
                        yield draft


class _Drafts:
    """What can be read of statements while their JSON is not whole."""

    def __init__(self) -> None:
        self._said, self._told = "", list[str]()

    def take(self, piece: str) -> Iterator[Draft]:
        """What a piece adds to the texts of statements."""
        self._said += piece
        for number, text in enumerate(_texts_of(self._said)[:_MOST]):
            before = self._told[number] if number < len(self._told) else ""
            if text.startswith(before) and len(text) > len(before):
                self._told[number:] = [text]
                yield Draft(number, text[len(before) :])


def _texts_of(said: str) -> list[str]:
    """The texts of the statements in the beginning of an answer, the last perhaps not to its end."""
    told = _THOUGHT.sub("", said)
    start = told.find("{")
    if start < 0 or "<think" in told:
        return []
    try:
        value = from_json(told[start:], allow_partial="trailing-strings")
    except ValueError:
        # It is behind its end, or no JSON: what is shown meanwhile stays as it is.
        return []
    statements = value.get("statements") if isinstance(value, dict) else None
    found = statements if isinstance(statements, list) else []
    return [one["text"] for one in found if isinstance(one, dict) and isinstance(one.get("text"), str)]


def _variables(request: AskRequest) -> dict[str, str]:
    return {
        "language": language_name(request.language) if request.language else "the question's language",
        "passages": "\n\n".join(f"[{p.id}] {p.title}\n{p.text}" for p in request.passages),
        "question": request.question,
    }


def _given(answer: Answer, request: AskRequest) -> AnswerGiven:
    """The statements of an answer that rest on words which are there."""
    given = answer.value["statements"][:_MOST]
    found = [_statement(one, request.passages) for one in given]
    kept = tuple(one for one in found if one is not None)
    return AnswerGiven(statements=kept, dropped=len(given) - len(kept), made=answer.made)


def _statement(given: Mapping[str, Any], passages: Sequence[SourcePassage]) -> Statement | None:
    """A statement with a true quote, no number beyond its quotes, and nothing but text."""
    cited = [_citation(one["quote"], one["passage"], passages) for one in given["citations"]]
    true = tuple(one for one in cited if one is not None)
    told = {p.id: p.text for p in passages}
    known = "\n".join(told[one.passage_id] for one in true)
    text = plain(given["text"], known=known)
    if not true or text is None or set(_NUMBER.findall(text)) - set(_NUMBER.findall(known)):
        return None
    return Statement(text=text, citations=true)


def _citation(quote: str, named: str, passages: Sequence[SourcePassage]) -> Citation | None:
    """The quote in the passage that is named, else in any of them."""
    for passage in sorted(passages, key=lambda p: p.id != named.strip().strip("[]")):
        if hit := find_words(quote, passage.text, least=_LEAST):
            said = passage.text[hit.start() : hit.end()]
            return Citation(passage_id=passage.id, quote=said, start=hit.start(), end=hit.end())
    return None
