"""Prepares somebody for an interview: questions by requirement, answered from their own lines."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from candidacy.ai_agents.client import ModelClient
from candidacy.ai_agents.evidence import (
    Quotes,
    cv_lines,
    is_verdict,
    language_name,
    plain,
    strange,
    unfinished,
)
from candidacy.ai_agents.interface import (
    InterviewPreparation,
    InterviewQuestion,
    InterviewRequest,
    Thread,
)
from candidacy.ai_agents.workflows.asking import ask_once
from candidacy.ai_agents.workflows.running import Runner
from candidacy.domain.review import Quote
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring import ClaimKind, Facts, check_text
from candidacy.domain.tailoring.letters import (
    AskedSentence,
    Judged,
    RefusedSentence,
    Sentence,
    judged_sentence,
    sentences_of,
)

PROMPT = "interview.prepare"
_MOST, _MOST_ANSWERS = 10, 4
_LONGEST = 300
"""Characters of a question: what is longer tells something."""
_FACTS = frozenset(ClaimKind) - {ClaimKind.SCOPE, ClaimKind.TENSE, ClaimKind.UNSUPPORTED}
"""What a question may not bring up by itself. How it is worded is its own: it tells nothing of the person."""


class PromptInterviewer:
    """One call; quotes and sentences that the CV does not have are dropped, counted and told."""

    def __init__(self, client: ModelClient, taxonomy: Taxonomy, runner: Runner) -> None:
        self._client, self._taxonomy, self._runner = client, taxonomy, runner

    async def prepare(
        self, request: InterviewRequest, *, thread: Thread | None = None
    ) -> InterviewPreparation:
        asked = "\n".join(f"{n}: {r.text}" for n, r in enumerate(request.posting.requirements))
        answer = await ask_once(
            self._client,
            self._runner,
            PROMPT,
            {
                "language": language_name(request.language),
                "requirements": asked or request.posting.text,
                "cv": cv_lines(request.sourced.resume),
            },
            thread,
        )
        sorting = _Sorting(request, self._taxonomy)
        for given in answer.value["questions"][:_MOST]:
            sorting.take(given)
        last = len(request.posting.requirements)
        kept = sorted(sorting.kept, key=lambda q: last if q.requirement is None else q.requirement)
        return InterviewPreparation(
            questions=tuple(kept),
            quotes_verified=sorting.verified,
            quotes_dropped=sorting.false,
            dropped=sorting.dropped,
            refused=tuple(sorting.refused),
            made=(answer.made,),
        )


class _Sorting:
    """Questions on their way: each asks, each once, with true quotes and with sentences of the CV."""

    def __init__(self, request: InterviewRequest, taxonomy: Taxonomy) -> None:
        self._request, self._taxonomy = request, taxonomy
        self._facts = Facts(request.sourced, taxonomy, request.today)
        self._quotes = Quotes(request.sourced, None)
        self._known = "\n".join((*self._quotes.texts, request.posting.text))
        self.kept: list[InterviewQuestion] = []
        self.refused: list[RefusedSentence] = []
        self.verified = self.false = self.dropped = 0

    def take(self, given: Mapping[str, Any]) -> None:
        """Keep a question as far as it holds."""
        text = plain(given["question"], known=self._known)
        if text is None or not self._asks(text) or any(one.question == text for one in self.kept):
            self.dropped += 1
            return
        number = given["requirement"]
        answer, asked = self._answer(given["answer"])
        there = number is not None and 0 <= number < len(self._request.posting.requirements)
        self.kept.append(
            InterviewQuestion(
                question=text,
                requirement=number if there else None,
                evidence=self._true(given["quotes"]),
                answer=answer,
                asked=asked,
            )
        )

    def _asks(self, text: str) -> bool:
        """Whether it is a question, judges nobody, and brings up nothing that CV and posting do not say."""
        if len(text) > _LONGEST or not text.endswith("?") or is_verdict(text, known=self._known):
            return False
        return not any(one.kind in _FACTS for one in check_text(text, self._all))

    @cached_property
    def _all(self) -> Facts:
        """What a question may be about: the CV and the posting."""
        posting = self._request.posting
        told = "\n".join(filter(None, (posting.title, posting.organization, posting.text)))
        return Facts(self._request.sourced, self._taxonomy, self._request.today, (told,))

    def _true(self, given: Iterable[Mapping[str, str]]) -> tuple[Quote, ...]:
        found = [self._quotes.find(one["quote"], one["path"]) for one in given]
        true = tuple(dict.fromkeys(quote for quote in found if quote is not None))
        self.verified += sum(quote is not None for quote in found)
        self.false += found.count(None)
        return true

    def _answer(self, given: Iterable[str]) -> tuple[tuple[Sentence, ...], tuple[AskedSentence, ...]]:
        """What the CV supports, and what only its person can confirm."""
        texts = [one for told in given for one in sentences_of(told)][:_MOST_ANSWERS]
        judged = [self._judged(text) for text in texts]
        self.refused += [
            one.model_copy(update={"text": one.text[:_LONGEST]})
            for one in judged
            if isinstance(one, RefusedSentence)
        ]
        answer = tuple(one for one in judged if isinstance(one, Sentence))
        return answer, tuple(one for one in judged if isinstance(one, AskedSentence))

    def _judged(self, text: str) -> Judged:
        clean = plain(text, known=self._known)
        if clean is None:
            return RefusedSentence(text=text, refusals=(strange(text),))
        if refusals := unfinished(clean):
            return RefusedSentence(text=clean, refusals=refusals)
        return judged_sentence(" ".join(clean.split()), self._facts)
