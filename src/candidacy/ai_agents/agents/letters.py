"""Letters: a frame of our own around sentences that the CV, or the posting, supports."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from candidacy.ai_agents.client import ModelClient
from candidacy.ai_agents.evidence import cv_lines, find_words, language_name, plain, tone_words
from candidacy.ai_agents.interface import Letter, LetterKind, LetterRequest, Made, RefusedSentence, Tone
from candidacy.domain.postings.schema import Posting
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring import ClaimKind, Facts, Refusal, check_text

_PROMPTS = {LetterKind.COVER_LETTER: "letters.cover", LetterKind.OUTREACH_NOTE: "letters.outreach"}
_MOST = {LetterKind.COVER_LETTER: 14, LetterKind.OUTREACH_NOTE: 4}


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a letter says in any case, in one language."""

    greeting: str
    greeting_named: str
    opening: str
    opening_plain: str
    note: str
    note_plain: str
    closing: str
    farewell: str
    farewell_formal: str
    asked: str


@cache
def _frames() -> dict[str, _Frame]:
    text = files(__package__).joinpath("frames.yaml").read_text(encoding="utf-8")
    return {code: _Frame(**told) for code, told in yaml.safe_load(text).items()}


def _frame(language: str) -> _Frame:
    return _frames().get(language[:2].lower(), _frames()["en"])


def skeleton(request: LetterRequest) -> Letter:
    """The letter without a model: the frame, to be filled by hand."""
    return _framed(request, (), (), ())


class PromptLetterWriter:
    """One call; each sentence is held against the CV or the posting, and goes where neither supports it."""

    def __init__(self, client: ModelClient, taxonomy: Taxonomy) -> None:
        self._client, self._taxonomy = client, taxonomy

    async def write(self, request: LetterRequest) -> Letter:
        answer = await self._client.ask(
            _PROMPTS[request.kind],
            {
                "language": language_name(request.language),
                "tone": tone_words(request.tone),
                "posting": request.posting.text,
                "cv": cv_lines(request.sourced.resume),
                "portfolio": "\n\n".join(request.more),
                "wish": request.instruction,
            },
        )
        judge = SentenceJudge(request, self._taxonomy)
        paragraphs: dict[int, list[str]] = {}
        refused = []
        for given in answer.value["sentences"][: _MOST[request.kind]]:
            text, refusals = judge.judged(given)
            if refusals:
                refused.append(RefusedSentence(text=text, refusals=refusals))
            else:
                paragraphs.setdefault(given["paragraph"], []).append(text)
        told = tuple(" ".join(sentences) for _, sentences in sorted(paragraphs.items()))
        return _framed(request, told, tuple(refused), (answer.made,))


class SentenceJudge:
    """Holds the sentences of one letter against what they may rest on."""

    def __init__(self, request: LetterRequest, taxonomy: Taxonomy) -> None:
        self._request = request
        self._facts = Facts(request.sourced, taxonomy, request.today, request.more)

    def judged(self, given: Mapping[str, Any]) -> tuple[str, tuple[Refusal, ...]]:
        """A sentence as text, and all that speaks against it."""
        text = plain(given["text"], known=self._request.posting.text)
        if text is None:
            return given["text"][:200], (_strange(given["text"]),)
        if given["about"] == "posting":
            return self._quoted(text)
        return text, check_text(_I.sub("i", text), self._facts, cited=given["sources"])

    def _quoted(self, text: str) -> tuple[str, tuple[Refusal, ...]]:
        """What the posting asks for, in its own words: no other sentence about it is taken."""
        hit = find_words(text, self._request.posting.text)
        if hit is None:
            return text, (_NOT_ASKED.model_copy(update={"claim": text[:200]}),)
        return _frame(self._request.language).asked.format(quote=" ".join(hit[0].split())), ()


_I = re.compile(r"\bI\b")
"""To the guard a capital within a sentence is a name."""

_NOT_ASKED = Refusal(
    kind=ClaimKind.UNSUPPORTED,
    claim="",
    reason="The posting does not say this.",
    proof="Write what you know of the employer by hand.",
)


def _strange(text: str) -> Refusal:
    return Refusal(
        kind=ClaimKind.UNSUPPORTED,
        claim=text[:80],
        reason="This is empty, or holds markup or an address that the posting does not have.",
        proof="Write the sentence by hand.",
    )


def _framed(
    request: LetterRequest,
    told: tuple[str, ...],
    refused: tuple[RefusedSentence, ...],
    made: tuple[Made, ...],
) -> Letter:
    frame = _frame(request.language)
    note = request.kind is LetterKind.OUTREACH_NOTE
    opening = _opening(frame, request.posting, note=note)
    return Letter(
        greeting=frame.greeting_named.format(name=request.recipient) if request.recipient else frame.greeting,
        paragraphs=(opening, *told, frame.closing),
        farewell=frame.farewell_formal if request.tone is Tone.FORMAL else frame.farewell,
        signature=request.sourced.resume.basics.name or "",
        refused=refused,
        made=made,
    )


def _opening(frame: _Frame, posting: Posting, *, note: bool) -> str:
    """The sentence that names the position; by what the posting says of itself."""
    if posting.title and posting.organization:
        line = frame.note if note else frame.opening
        return line.format(title=posting.title, organization=posting.organization)
    return frame.note_plain if note else frame.opening_plain
