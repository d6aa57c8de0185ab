"""The door of agents: a client of the model that works for a workspace, and what becomes of its answers.

A slice that wants a model asks ``agents_for`` in no transaction of its own, and works with rules where it
gets None. What a model made is kept by ``Made``; ``decision_inputs`` says it to the log of decisions.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.ai_agents.agents import Agents
from candidacy.ai_agents.interface import Made
from candidacy.features.agents import repository
from candidacy.features.agents.errors import ModelCallNotFound, ModelKeyUnreadable, TooManyModelCalls
from candidacy.features.agents.policies.budget import require_old
from candidacy.features.agents.repository import CallsRepository, PromptRepository
from candidacy.features.agents.service.clients import client_for
from candidacy.features.agents.service.context import AgentsContext
from candidacy.features.agents.service.experiments import ACCEPTED, QUOTES, add_outcome
from candidacy.features.agents.service.ledger import Work
from candidacy.features.agents.service.renewing import renew_key
from candidacy.features.agents.service.settings import effective_of
from candidacy.kernel.clock import Clock
from candidacy.kernel.ids import WorkspaceId

__all__ = [
    "AgentsContext",
    "ModelCallNotFound",
    "ModelKeyUnreadable",
    "TooManyModelCalls",
    "Work",
    "agents_for",
    "client_for",
    "decision_inputs",
    "model_name",
    "note_accepted",
    "note_quotes",
    "prune",
    "renew_key",
    "require_call",
]


async def agents_for(context: AgentsContext, workspace: WorkspaceId, work: Work) -> Agents | None:
    """All roles on the model that works for a workspace; None where none is configured.

    Raises ModelKeyUnreadable. Call it, and what it gives, while no transaction is open.
    """
    client = await client_for(context, workspace, work)
    return None if client is None else Agents(client, context.taxonomy, context.checkpointer)


async def model_name(session: AsyncSession, context: AgentsContext, workspace: WorkspaceId) -> str | None:
    """The model that works for a workspace, for a page that says what one does or would add.

    Of a model whose key cannot be read it says None: nothing can be asked of it.
    """
    try:
        works = await effective_of(session, context, workspace)
    except ModelKeyUnreadable:
        return None
    return None if works is None else works.settings.model


def decision_inputs(made: Sequence[Made]) -> dict[str, Any]:
    """Who decided with which prompts, for the ``inputs`` of a ``kernel.events.Decision``."""
    return {
        "models": sorted({f"{one.provider.value}:{one.model}" for one in made}),
        "prompts": sorted({f"{one.prompt_id} v{one.prompt_version}" for one in made}),
        "calls": [str(one.call_id) for one in made],
    }


async def require_call(session: AsyncSession, workspace: WorkspaceId, call: UUID) -> None:
    """Raise ModelCallNotFound unless this call was made for the workspace: what a client says is no proof."""
    if not await CallsRepository(session, workspace).has(call):
        raise ModelCallNotFound


async def note_accepted(
    session: AsyncSession, clock: Clock, made: Sequence[Made], *, accepted: int, offered: int
) -> None:
    """A person took ``accepted`` of the ``offered`` changes or texts that were made so."""
    await _note(session, clock, made, ACCEPTED, good=accepted, of=offered)


async def note_quotes(
    session: AsyncSession, clock: Clock, made: Sequence[Made], *, verified: int, dropped: int
) -> None:
    """Of the quotes that were made so, ``verified`` are true."""
    await _note(session, clock, made, QUOTES, good=verified, of=verified + dropped)


async def _note(
    session: AsyncSession, clock: Clock, made: Sequence[Made], measure: str, *, good: int, of: int
) -> None:
    for experiment in {one.experiment for one in made}:
        await add_outcome(PromptRepository(session), clock, experiment, measure, good=good, of=of)


async def prune(session: AsyncSession, before: datetime, now: datetime) -> int:
    """Delete entries of the ledger before a moment; how many. Raises TooYoungCalls within six months."""
    require_old(before, now)
    return await repository.prune_calls(session, before)
