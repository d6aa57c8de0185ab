"""Trying a version of a prompt on a sample: one real call, noted and paid for like any other."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from candidacy.ai_agents.client import ModelClient
from candidacy.ai_agents.errors import NoModel
from candidacy.ai_agents.interface import CallRecord, ChosenVersion, Ledger
from candidacy.ai_agents.prompts import PromptTemplate
from candidacy.features.agents.service.clients import TRY, client_of
from candidacy.features.agents.service.context import AgentsContext
from candidacy.features.agents.service.ledger import Work, WorkspaceLedger
from candidacy.features.agents.service.prompts import version_of
from candidacy.features.agents.service.settings import effective_of
from candidacy.infrastructure.postgres import within
from candidacy.kernel.identity import Actor


@dataclass(frozen=True, slots=True)
class Tried:
    """What the model answered, and all that it took."""

    output: str
    model: str
    records: tuple[CallRecord, ...]

    @property
    def tokens(self) -> tuple[int, int]:
        """Sent and received."""
        return sum(r.usage.tokens_in for r in self.records), sum(r.usage.tokens_out for r in self.records)

    @property
    def cost_micros(self) -> Decimal:
        return sum((r.cost_micros for r in self.records), Decimal(0))

    @property
    def latency_ms(self) -> int:
        return sum(r.latency_ms for r in self.records)


@dataclass(frozen=True, slots=True)
class _Noting:
    """A ledger that remembers what it was told."""

    kept: Ledger
    records: list[CallRecord] = field(default_factory=list)

    async def record(self, record: CallRecord) -> None:
        self.records.append(record)
        await self.kept.record(record)


@dataclass(frozen=True, slots=True)
class _Only:
    """A chooser of one version."""

    version: int

    def choose(self, _: str) -> ChosenVersion:
        return ChosenVersion(self.version)


async def try_prompt(
    context: AgentsContext, actor: Actor, prompt: str, version: int, variables: Mapping[str, str]
) -> Tried:
    """Ask the model of the actor's workspace. Raises PromptUnknown, NoModel and the errors of models."""
    template = version_of(prompt, version)
    sessions = within(context.sessions, actor.workspace)
    async with sessions() as session:
        works = await effective_of(session, context, actor.workspace)
    if works is None:
        raise NoModel
    work = Work(TRY, actor.user)
    ledger = _Noting(WorkspaceLedger(sessions, actor.workspace, work))
    client = client_of(context, actor.workspace, works, work, chooser=_Only(version), ledger=ledger)
    output = await _asked(client, template, variables)
    return Tried(output, works.settings.model, tuple(ledger.records))


async def _asked(client: ModelClient, template: PromptTemplate, variables: Mapping[str, str]) -> str:
    given = {name: variables.get(name, "") for name in template.variables}
    if template.schema_of_answer is not None:
        answer = await client.ask(template.id, given)
        return json.dumps(answer.value, ensure_ascii=False, indent=2)
    pieces = [piece async for piece in client.stream(template.id, given) if isinstance(piece, str)]
    return "".join(pieces)
