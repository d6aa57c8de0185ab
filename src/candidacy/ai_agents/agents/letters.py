"""Letters: what stands between opening and farewell, supported by the CV or quoted from the posting."""

from collections.abc import Mapping
from typing import Any

from candidacy.ai_agents.client import ModelClient
from candidacy.ai_agents.evidence import cv_lines, find_words, language_name, plain, tone_words
from candidacy.ai_agents.interface import Letter, LetterKind, LetterRequest, RefusedSentence
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring import ClaimKind, Facts, Refusal
from candidacy.domain.tailoring.letters import Frame, judged_sentence, letter_languages
from candidacy.domain.tailoring.letters import Tone as FrameTone
from candidacy.kernel.language import sentence

_PROMPTS = {LetterKind.COVER_LETTER: "letters.cover", LetterKind.OUTREACH_NOTE: "letters.outreach"}
_MOST = {LetterKind.COVER_LETTER: 14, LetterKind.OUTREACH_NOTE: 4}


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
        return Letter(paragraphs=told, refused=tuple(refused), made=(answer.made,))


class SentenceJudge:
    """Holds the sentences of one letter against what they may rest on."""

    def __init__(self, request: LetterRequest, taxonomy: Taxonomy) -> None:
        self._request = request
        self._facts = Facts(request.sourced, taxonomy, request.today, request.more)
        language = request.language[:2].lower()
        self._frame = Frame(language if language in letter_languages() else "en", FrameTone.DIRECT)

    def judged(self, given: Mapping[str, Any]) -> tuple[str, tuple[Refusal, ...]]:
        """A sentence as text, and all that speaks against it."""
        text = plain(given["text"], known=self._request.posting.text)
        if text is None:
            return given["text"][:200], (strange(given["text"]),)
        if given["about"] == "posting":
            return self._quoted(text)
        judged = judged_sentence(" ".join(text.split()), self._facts)
        return text, judged.refusals if isinstance(judged, RefusedSentence) else ()

    def _quoted(self, text: str) -> tuple[str, tuple[Refusal, ...]]:
        """What the posting asks for, in its own words: no other sentence about it is taken."""
        hit = find_words(text, self._request.posting.text)
        said = self._frame.say("asked", asked=f"“{' '.join(hit[0].split())}”") if hit else None
        return (
            (text, (unsupported(text, sentence("The posting does not say this.")),))
            if said is None
            else (said, ())
        )


def strange(text: str) -> Refusal:
    """Why a text is not taken that is more than text, or nothing."""
    return unsupported(text, sentence("It is empty, or holds markup or an address."))


def unsupported(claim: str, reason: str) -> Refusal:
    """A sentence that is left out as a whole."""
    return Refusal(
        kind=ClaimKind.UNSUPPORTED,
        claim=claim[:200],
        reason=reason,
        proof=sentence("Write the sentence by hand."),
    )
