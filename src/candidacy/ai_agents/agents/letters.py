"""Letters: what stands between opening and farewell, supported by the CV or quoted from the posting."""

from collections.abc import Mapping
from typing import Any

from candidacy.ai_agents.client import ModelClient
from candidacy.ai_agents.evidence import (
    cv_lines,
    find_words,
    language_name,
    plain,
    strange,
    tone_words,
    unfinished,
    unsupported,
)
from candidacy.ai_agents.interface import Letter, LetterKind, LetterRequest, Thread
from candidacy.ai_agents.workflows.asking import ask_once
from candidacy.ai_agents.workflows.running import Runner
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring import Facts
from candidacy.domain.tailoring.letters import (
    AskedSentence,
    Frame,
    Judged,
    RefusedSentence,
    Sentence,
    judged_sentence,
    letter_languages,
)
from candidacy.domain.tailoring.letters import Tone as FrameTone
from candidacy.kernel.language import sentence

_PROMPTS = {LetterKind.COVER_LETTER: "letters.cover", LetterKind.OUTREACH_NOTE: "letters.outreach"}
_MOST = {LetterKind.COVER_LETTER: 14, LetterKind.OUTREACH_NOTE: 4}


class PromptLetterWriter:
    """One call; each sentence is held against the CV or the posting, and goes where neither supports it."""

    def __init__(self, client: ModelClient, taxonomy: Taxonomy, runner: Runner) -> None:
        self._client, self._taxonomy, self._runner = client, taxonomy, runner

    async def write(self, request: LetterRequest, *, thread: Thread | None = None) -> Letter:
        answer = await ask_once(
            self._client,
            self._runner,
            _PROMPTS[request.kind],
            {
                "language": language_name(request.language),
                "tone": tone_words(request.tone),
                "posting": request.posting.text,
                "cv": cv_lines(request.sourced.resume),
                "portfolio": "\n\n".join(request.more),
                "wish": request.instruction,
            },
            thread,
        )
        judge = SentenceJudge(request, self._taxonomy)
        paragraphs: dict[int, list[Sentence | AskedSentence]] = {}
        refused = []
        for given in answer.value["sentences"][: _MOST[request.kind]]:
            judged = judge.judged(given)
            if isinstance(judged, RefusedSentence):
                refused.append(judged)
            else:
                paragraphs.setdefault(given["paragraph"], []).append(judged)
        body = tuple(tuple(sentences) for _, sentences in sorted(paragraphs.items()))
        return Letter(body=body, refused=tuple(refused), made=(answer.made,))


class SentenceJudge:
    """Holds the sentences of one letter against what they may rest on."""

    def __init__(self, request: LetterRequest, taxonomy: Taxonomy) -> None:
        self._request = request
        self._facts = Facts(request.sourced, taxonomy, request.today, request.more)
        language = request.language[:2].lower()
        self._frame = Frame(language if language in letter_languages() else "en", FrameTone.DIRECT)

    def judged(self, given: Mapping[str, Any]) -> Judged:
        """A sentence as text, for its person to confirm, or with all that speaks against it."""
        text = plain(given["text"], known=self._request.posting.text)
        if text is None:
            return RefusedSentence(text=given["text"][:200], refusals=(strange(given["text"]),))
        if given["about"] == "posting":
            return self._quoted(text)
        if refusals := unfinished(text):
            return RefusedSentence(text=text, refusals=refusals)
        return judged_sentence(" ".join(text.split()), self._facts)

    def _quoted(self, text: str) -> Judged:
        """What the posting asks for, in its own words: no other sentence about it is taken."""
        hit = find_words(text, self._request.posting.text)
        said = self._frame.say("asked", asked=f"“{' '.join(hit[0].split())}”") if hit else None
        if said is None:
            reason = sentence("The posting does not say this.")
            return RefusedSentence(text=text, refusals=(unsupported(text, reason),))
        return Sentence(text=said)
