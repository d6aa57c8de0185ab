"""Answers by the model that is set for a workspace, through the role that answers from passages."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from candidacy.ai_agents.interface import Anew, AnswerGiven, AskRequest, Draft, SourcePassage
from candidacy.features.agents import public as agents
from candidacy.features.assistant.service.tools import Cited, Said, Spoken
from candidacy.infrastructure.postgres import within
from candidacy.kernel.identity import Actor
from candidacy.kernel.permissions import Permission

SPENDS = Permission.MATCHES_WRITE
"""A model costs: who may only look is answered by the passages."""
A_MODEL = "model"


@dataclass(frozen=True, slots=True)
class ModelSpeaker:
    """A ``Speaker`` on what the slice of agents gives."""

    context: agents.AgentsContext

    async def speaks(self, actor: Actor) -> bool:
        if not actor.may(SPENDS):
            return False
        async with within(self.context.sessions, actor.workspace)() as session:
            return await agents.model_name(session, self.context, actor.workspace) is not None

    async def speak(
        self, actor: Actor, question: str, passages: Sequence[Cited]
    ) -> AsyncGenerator[Draft | Anew | Spoken, None]:
        if not actor.may(SPENDS):
            return
        work = agents.Work("question", actor.user)
        roles = await agents.agents_for(self.context, actor.workspace, work)
        if roles is None:
            return
        told = tuple(SourcePassage(id=str(one.number), title=one.title, text=one.text) for one in passages)
        async with aclosing(roles.answerer.stream(AskRequest(question, told))) as pieces:
            async for piece in pieces:
                yield _spoken(piece) if isinstance(piece, AnswerGiven) else piece


def _spoken(given: AnswerGiven) -> Spoken:
    said = tuple(
        Said(one.text, tuple((int(c.passage_id), c.quote) for c in one.citations)) for one in given.statements
    )
    return Spoken(given.made.model if given.made else A_MODEL, said, given.dropped)
