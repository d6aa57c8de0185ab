"""Prepares somebody for an interview: questions by requirement, answered from their own lines."""

from collections.abc import Mapping
from typing import Any

from candidacy.ai_agents.client import ModelClient
from candidacy.ai_agents.evidence import Quotes, cv_lines, language_name, plain
from candidacy.ai_agents.interface import InterviewPreparation, InterviewQuestion, InterviewRequest

_MOST = 12


class PromptInterviewer:
    """One call; quotes that are not in the CV are dropped and counted."""

    def __init__(self, client: ModelClient) -> None:
        self._client = client

    async def prepare(self, request: InterviewRequest) -> InterviewPreparation:
        asked = "\n".join(f"{n}: {r.text}" for n, r in enumerate(request.posting.requirements))
        answer = await self._client.ask(
            "interview.prepare",
            {
                "language": language_name(request.language),
                "requirements": asked or request.posting.text,
                "cv": cv_lines(request.sourced.resume),
            },
        )
        quotes = Quotes(request.sourced, None)
        known = "\n".join((*quotes.texts, request.posting.text))
        made, false = [], 0
        for given in answer.value["questions"][:_MOST]:
            question = _question(given, request, quotes, known)
            if question is not None:
                false += len(given["quotes"]) - len(question.evidence)
                made.append(question)
        made.sort(key=lambda q: len(request.posting.requirements) if q.requirement is None else q.requirement)
        return InterviewPreparation(questions=tuple(made), quotes_dropped=false, made=(answer.made,))


def _question(
    given: Mapping[str, Any], request: InterviewRequest, quotes: Quotes, known: str
) -> InterviewQuestion | None:
    text = plain(given["question"], known=known)
    if text is None:
        return None
    number = given["requirement"]
    there = number is not None and 0 <= number < len(request.posting.requirements)
    found = (quotes.find(one["quote"], one["path"]) for one in given["quotes"])
    return InterviewQuestion(
        question=text,
        requirement=number if there else None,
        why=plain(given["why"], known=known) or "",
        evidence=tuple(quote for quote in found if quote is not None),
        hint=plain(given["hint"], known=known) or "",
    )
