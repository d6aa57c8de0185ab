"""Puts together what search needs, and has what changes indexed."""

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.ai_agents.embeddings import open_embedders
from candidacy.entrypoints.settings import Settings
from candidacy.features.agents.service.context import AgentsContext
from candidacy.features.applications import public as applications
from candidacy.features.assistant import public as assistant
from candidacy.features.assistant.jobs import EmbedAnew, IndexOne
from candidacy.features.assistant.service.sources import (
    CvSource,
    PortfolioSource,
    PostingSource,
    ProfileSource,
)
from candidacy.features.assistant.service.speaking import ModelSpeaker
from candidacy.features.assistant.service.switching import EMBED, INDEX
from candidacy.features.cvs import public as cvs
from candidacy.features.portfolio.events import ProfileSaved, WorkSaved
from candidacy.features.postings import public as postings
from candidacy.infrastructure.queue import JobHandlers, Queue
from candidacy.infrastructure.redis import Cache, Looked, Remembered
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events


def build_search(
    settings: Settings, agents: AgentsContext, cache: Cache, clock: Clock, looked: Looked
) -> assistant.SearchTools:
    """Embedders, all kinds that are searched, limits, and the model that answers; nothing is loaded yet.

    The built-in model makes the vector of a question in less time than a shared cache needs to tell it.
    """
    embedders = open_embedders(settings.home / "models", settings.embeddings, settings.embeddings_before)
    sources = assistant.SearchSources()
    for source in (
        CvSource(),
        PostingSource(),
        applications.ApplicationSource(),
        applications.NoteSource(),
        PortfolioSource(clock),
        ProfileSource(),
    ):
        sources.register(source)
    remembered = Remembered(cache, looked) if settings.embeddings.provider == "endpoint" else None
    return assistant.SearchTools(embedders, sources, settings.search, ModelSpeaker(agents), remembered)


def keep_searchable(
    search: assistant.SearchTools, handlers: JobHandlers, events: Events, queue: Queue, clock: Clock
) -> None:
    """What is saved is searchable soon after: by a job of the same transaction."""
    handlers.register(INDEX, IndexOne(search).run, queue="index")
    handlers.register(EMBED, EmbedAnew(search, clock).run, queue="index")

    async def on_cv_saved(event: cvs.CvSaved, session: AsyncSession) -> None:
        await assistant.on_changed(session, event.workspace, "cv", event.cv, queue=queue)

    async def on_posting_saved(event: postings.PostingSaved, session: AsyncSession) -> None:
        await assistant.on_changed(session, event.workspace, "posting", event.posting, queue=queue)

    async def on_application_saved(event: applications.ApplicationSaved, session: AsyncSession) -> None:
        for kind in ("application", "note"):
            await assistant.on_changed(session, event.workspace, kind, event.application, queue=queue)

    async def on_work_saved(event: WorkSaved, session: AsyncSession) -> None:
        await assistant.on_changed(session, event.workspace, "portfolio", event.item, queue=queue)

    async def on_profile_saved(event: ProfileSaved, session: AsyncSession) -> None:
        await assistant.on_changed(session, event.workspace, "profile", event.portfolio, queue=queue)

    events.subscribe(applications.ApplicationSaved, on_application_saved)
    events.subscribe(WorkSaved, on_work_saved)
    events.subscribe(ProfileSaved, on_profile_saved)
    events.subscribe(cvs.CvSaved, on_cv_saved)
    events.subscribe(postings.PostingSaved, on_posting_saved)
