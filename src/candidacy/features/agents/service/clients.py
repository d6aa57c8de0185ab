"""Clients of the model that works for a workspace, with its budget, its ledger, its versions of prompts."""

from candidacy.ai_agents.client import ModelClient
from candidacy.ai_agents.interface import Ledger, ModelCheck, PromptChooser
from candidacy.features.agents.repository import PromptRepository
from candidacy.features.agents.service.budget import WorkspaceBudget
from candidacy.features.agents.service.context import AgentsContext
from candidacy.features.agents.service.experiments import choices_of
from candidacy.features.agents.service.ledger import Work, WorkspaceLedger
from candidacy.features.agents.service.settings import Effective, effective_of
from candidacy.infrastructure.postgres import within
from candidacy.kernel.ids import UserId, WorkspaceId

CHECK, TRY = "settings test", "prompt try"


async def client_for(context: AgentsContext, workspace: WorkspaceId, work: Work) -> ModelClient | None:
    """A client for one piece of work; None where no model works. Raises ModelKeyUnreadable.

    Settings and versions are read now, in a transaction that is over when this returns.
    """
    async with within(context.sessions, workspace)() as session:
        works = await effective_of(session, context, workspace)
        if works is None:
            return None
        prompts = PromptRepository(session)
        unit = work.unit or str(workspace)
        choices = choices_of(await prompts.choices(), await prompts.running(), unit)
    return client_of(context, workspace, works, work, chooser=choices)


def client_of(
    context: AgentsContext,
    workspace: WorkspaceId,
    works: Effective,
    work: Work,
    *,
    chooser: PromptChooser | None = None,
    ledger: Ledger | None = None,
) -> ModelClient:
    """A client of one model, which spends and is noted for ``work``."""
    sessions = within(context.sessions, workspace)
    budget = WorkspaceBudget(sessions, workspace, works.limits, context.clock, lifetime=works.lifetime)
    kept = ledger or WorkspaceLedger(sessions, workspace, work)
    return context.models.client(works.settings, ledger=kept, budget=budget, chooser=chooser)


async def check_model(
    context: AgentsContext, workspace: WorkspaceId, works: Effective, actor: UserId
) -> ModelCheck:
    """A short real call to a model, whether it is kept or not yet."""
    return await client_of(context, workspace, works, Work(CHECK, actor)).check()
