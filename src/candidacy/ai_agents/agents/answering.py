"""Answers questions from passages; what no passage says is not said."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from candidacy.ai_agents.client import ModelClient
from candidacy.ai_agents.evidence import find_words, language_name, plain
from candidacy.ai_agents.interface import AnswerGiven, AskRequest, Citation, SourcePassage, Statement

_MOST = 8
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LEAST = 8
"""Letters and digits of a quote: fewer prove nothing."""


class PromptAnswerer:
    """One call; each statement keeps the quotes that are true, and goes without any."""

    def __init__(self, client: ModelClient) -> None:
        self._client = client

    async def answer(self, request: AskRequest) -> AnswerGiven:
        if not request.passages:
            return AnswerGiven(statements=())
        answer = await self._client.ask(
            "answering.cite",
            {
                "language": language_name(request.language)
                if request.language
                else "the question's language",
                "passages": "\n\n".join(f"[{p.id}] {p.title}\n{p.text}" for p in request.passages),
                "question": request.question,
            },
        )
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
