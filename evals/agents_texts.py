"""Letters, wordings and interviews as agents write them: the texts that a person would get."""

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import aclosing
from typing import Any

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

PLAN = {
    "letter": ["letters.cover"],
    "write": [f"writing.{task}" for task in WritingTask],
    "interview": ["interview.prepare"],
}


async def letter(
    agents: Agents, sourced: SourcedResume, posting: Posting, more: tuple[str, ...] = (), wish: str = ""
) -> list[str]:
    """The paragraphs of a letter."""
    request = LetterRequest(LetterKind.COVER_LETTER, sourced, posting, TODAY, more=more, instruction=wish)
    return list((await agents.letter_writer.write(request)).paragraphs)


async def wording(agents: Agents, request: WriteRequest) -> list[str]:
    """The new wording of a line, and questions about it; nothing where anything speaks against it."""
    async with aclosing(agents.writer.write(request)) as pieces:
        found = [piece async for piece in pieces if isinstance(piece, Written)]
    return [text for one in found if not one.refusals for text in (one.text, *one.questions)]


async def interview(agents: Agents, sourced: SourcedResume, posting: Posting) -> list[str]:
    """Questions, with what to answer and with quotes."""
    found = await agents.interviewer.prepare(InterviewRequest(sourced, posting, TODAY))
    answers = [one.text for question in found.questions for one in question.answer]
    quotes = [one.quote for question in found.questions for one in question.evidence]
    return [*(question.question for question in found.questions), *answers, *quotes]


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
    told, taken = Counter[str](), Counter[str]()
    for kind, line, lie in lies:
        told[kind] += 1
        for role, texts in (await _of_each(agents, models, posting, line, lie)).items():
            taken[role] += bool(texts)
            for text in texts:
                print(f"  TAKEN {role}, {kind}: {text}\n        {line.text}")
    for role in PLAN:
        print(f"lies taken, {role}: {taken[role]} of {told.total()}, {len(told)} kinds (goal 0)")


async def _of_each(
    agents: Agents, models: LoopbackModels, posting: Posting, line: Line, lie: str
) -> dict[str, list[str]]:
    sourced, spoken = line.facts.sourced, f"I {lowered(lie)}".rstrip(".") + "."
    sentence = {"paragraph": 1, "about": "evidence", "text": spoken, "sources": [line.path]}
    models.brain = _saying({"sentences": [sentence]})
    wrote = await letter(agents, sourced, posting)
    models.brain = _saying(lie)
    request = WriteRequest(WritingTask.IMPROVE, line.text, line.path, sourced, TODAY)
    worded = await wording(agents, request)
    asked = {"requirement": None, "question": "What did you do?", "quotes": [], "answer": [spoken]}
    models.brain = _saying({"questions": [asked]})
    answered = (await interview(agents, sourced, posting))[1:]
    return {"letter": wrote, "write": worded, "interview": answered}


def _saying(value: Any) -> Any:
    said = value if isinstance(value, str) else json.dumps(value)
    return lambda _: said
