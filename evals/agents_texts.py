"""Letters, wordings and interviews as agents write them: the texts that a person would get."""

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import aclosing
from typing import Any, NamedTuple

from guard_lies import KINDS, LIES
from guard_lines import TODAY, Line, lowered

from candidacy.ai_agents.agents import Agents
from candidacy.ai_agents.interface import (
    InterviewRequest,
    LetterKind,
    LetterRequest,
    WriteRequest,
    WritingTask,
    Written,
)
from candidacy.ai_agents.loopback import LoopbackModels
from candidacy.domain.postings import Posting
from candidacy.domain.resume import SourcedResume
from candidacy.domain.tailoring import words_of

PLAN = {
    "letter": ["letters.cover"],
    "write": [f"writing.{task}" for task in WritingTask],
    "interview": ["interview.prepare"],
}


class Got(NamedTuple):
    """What a person would get: texts that are taken as they are, and texts that they are asked about."""

    taken: list[str]
    asked: list[str]

    @property
    def outcome(self) -> str:
        """What became of one text."""
        return "taken" if self.taken else "asked" if self.asked else "refused"


async def letter(
    agents: Agents, sourced: SourcedResume, posting: Posting, more: tuple[str, ...] = (), wish: str = ""
) -> Got:
    """The paragraphs of a letter."""
    request = LetterRequest(LetterKind.COVER_LETTER, sourced, posting, TODAY, more=more, instruction=wish)
    found = await agents.letter_writer.write(request)
    return Got(list(found.paragraphs), [one.text for one in found.asked])


async def wording(agents: Agents, request: WriteRequest) -> Got:
    """The new wording of a line, and questions about it; nothing where it is refused."""
    async with aclosing(agents.writer.write(request)) as pieces:
        found = [piece async for piece in pieces if isinstance(piece, Written)]
    taken = [text for one in found if not one.refusals for text in (one.text, *one.questions)]
    return Got(taken, [one.text for one in found if words_of(one.refusals)])


async def interview(agents: Agents, sourced: SourcedResume, posting: Posting) -> Got:
    """Questions, with what to answer and with quotes."""
    found = await agents.interviewer.prepare(InterviewRequest(sourced, posting, TODAY))
    questions = found.questions
    answers = [one.text for question in questions for one in question.answer]
    quotes = [one.quote for question in questions for one in question.evidence]
    asked = [one.text for question in questions for one in question.asked]
    return Got([*(question.question for question in questions), *answers, *quotes], asked)


def lies_about(lines: Sequence[Line], each: int, dice: random.Random) -> Iterator[tuple[str, Line, str]]:
    """So many lies of each kind about lines: the kind, the line, the lie."""
    for kind in KINDS:
        told = 0
        for line in dice.sample(lines, len(lines)):
            said = LIES[kind](line, dice) if told < each else None
            if said not in {None, line.text}:
                told += 1
                yield kind, line, str(said)


async def tell(
    agents: Agents, models: LoopbackModels, posting: Posting, lies: Iterable[tuple[str, Line, str]]
) -> None:
    """Let a model lie in letters, wordings and interviews, and print how many lies a person would get."""
    told, came = Counter[str](), Counter[tuple[str, str]]()
    for kind, line, lie in lies:
        told[kind] += 1
        for role, got in (await _of_each(agents, models, posting, line, lie)).items():
            came[role, got.outcome] += 1
            for text in got.taken:
                print(f"  TAKEN {role}, {kind}: {text}\n        {line.text}")
            for text in got.asked:
                print(f"  ASKED {role}, {kind}: {text}\n        {line.text}")
    for role in PLAN:
        print(
            f"lies taken, {role}: {came[role, 'taken']} of {told.total()}, {len(told)} kinds (goal 0)"
            f"; asked about: {came[role, 'asked']}"
        )


async def reword(
    agents: Agents, models: LoopbackModels, posting: Posting, name: str, pairs: Sequence[tuple[Line, str]]
) -> None:
    """Let a model tell the truth there, and print what passes, what is asked about and what is refused."""
    came = Counter[tuple[str, str]]()
    for line, after in pairs:
        for role, got in (await _of_each(agents, models, posting, line, after)).items():
            came[role, got.outcome] += 1
    for role in PLAN:
        passed, asked, refused = (came[role, outcome] for outcome in ("taken", "asked", "refused"))
        print(
            f"honest texts, {name}, {role}: {passed} of {len(pairs)} pass, {asked} asked about, {refused} "
            f"refused, {refused / max(1, len(pairs)):.1%} (goal 5 %)"
        )


async def _of_each(
    agents: Agents, models: LoopbackModels, posting: Posting, line: Line, told: str
) -> dict[str, Got]:
    sourced, spoken = line.facts.sourced, f"I {lowered(told)}".rstrip(".") + "."
    sentence = {"paragraph": 1, "about": "evidence", "text": spoken, "sources": [line.path]}
    models.brain = _saying({"sentences": [sentence]})
    wrote = await letter(agents, sourced, posting)
    models.brain = _saying(told)
    request = WriteRequest(WritingTask.IMPROVE, line.text, line.path, sourced, TODAY)
    worded = await wording(agents, request)
    asked = {"requirement": None, "question": "What did you do?", "quotes": [], "answer": [spoken]}
    models.brain = _saying({"questions": [asked]})
    answered = await interview(agents, sourced, posting)
    return {"letter": wrote, "write": worded, "interview": Got(answered.taken[1:], answered.asked)}


def _saying(value: Any) -> Any:
    said = value if isinstance(value, str) else json.dumps(value)
    return lambda _: said
