"""Puts the application together: what is opened in which order, who listens to whom."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.skills import Taxonomy, find_skills, load_taxonomy
from candidacy.entrypoints.accounts import announce_access, build_auth
from candidacy.entrypoints.agents import build_agents
from candidacy.entrypoints.authentication import Authentication
from candidacy.entrypoints.databases import as_runtime_roles, open_database
from candidacy.entrypoints.installation import describe_installation
from candidacy.entrypoints.search import build_search, keep_searchable
from candidacy.entrypoints.settings import Settings
from candidacy.entrypoints.settling import settle
from candidacy.entrypoints.templates import build_pages
from candidacy.entrypoints.watching import Watched, watch
from candidacy.features.admin.service.looking import Installation
from candidacy.features.admin.service.resealing import Resealing
from candidacy.features.agents.service.context import AgentsContext
from candidacy.features.applications import public as applications
from candidacy.features.assistant import public as assistant
from candidacy.features.assistant.service.switching import KeepingUp
from candidacy.features.audit import public as audit
from candidacy.features.auth.events import UserRegistered
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.auth.service.inviting import send_invitation, send_notice
from candidacy.features.auth.service.mailing import MailSender
from candidacy.features.auth.service.reminding import send_reminder
from candidacy.features.cvs import public as cvs
from candidacy.features.files.events import FileRead
from candidacy.features.files.jobs import ReadFile
from candidacy.features.files.service import READ_FILE
from candidacy.features.matching import public as matching
from candidacy.features.matching.jobs import Rank, RunBatch
from candidacy.features.matching.service import RANK
from candidacy.features.matching.service.batches import BATCH
from candidacy.features.matching.service.indexing import Reindexing
from candidacy.features.notifications import public as notifications
from candidacy.features.portfolio.events import PortfolioNotice
from candidacy.features.portfolio.service.reminding import Reminders
from candidacy.features.postings import public as postings
from candidacy.features.privacy import public as privacy
from candidacy.features.privacy.jobs import BuildExport, DiscardObjects
from candidacy.features.privacy.service.discarding import DISCARD
from candidacy.features.privacy.service.exporting import BUILD_EXPORT
from candidacy.features.privacy.service.housekeeping import Housekeeping
from candidacy.features.privacy.service.reconciling import Reconciliation
from candidacy.features.reviews import public as reviews
from candidacy.features.reviews.jobs import ReadWithModel
from candidacy.features.reviews.service import READ as READ_WITH_MODEL
from candidacy.features.tailoring.jobs import HintWithModel, ProposeWithModel, WriteWithModel
from candidacy.features.tailoring.service.interviews import HINT
from candidacy.features.tailoring.service.letters import WRITE as WRITE_LETTER
from candidacy.features.tailoring.service.tailorings import PROPOSE
from candidacy.features.workspaces import public as workspaces
from candidacy.features.workspaces.events import PersonInvited, WorkspaceDeleting
from candidacy.infrastructure.antivirus import Clamd, NoAntivirus
from candidacy.infrastructure.fetching import Fetcher
from candidacy.infrastructure.http.services import SharedServices
from candidacy.infrastructure.ocr import installed_recogniser
from candidacy.infrastructure.postgres import Sessions, create_engine, create_sessionmaker
from candidacy.infrastructure.queue import Chore, JobHandlers, JobNotices, ProcrastinateQueue, Queue, Worker
from candidacy.infrastructure.quotas import Quotas
from candidacy.infrastructure.redis import Shared, memory_shared, open_shared
from candidacy.infrastructure.rendering import RenderProcesses
from candidacy.infrastructure.sandbox import DocumentReader
from candidacy.infrastructure.search import WorkspacePools
from candidacy.infrastructure.storage import Storage, open_storage
from candidacy.kernel.clock import Clock, SystemClock
from candidacy.kernel.events import Decided, Events, Judging, SecurityEvent

log = structlog.get_logger(__name__)

_REMIND_INTERVAL = 30.0
"""Seconds that a reminder may be late."""
_INDEX_INTERVAL = 600.0
"""Seconds. An upgrade or a new month outdates what ranking reads of CVs."""

_EXPIRY_INTERVAL = 3600.0
"""Seconds between two looks at which certifications are about to expire."""

_RESEAL_INTERVAL = 600.0
"""Seconds. A secret that came in is seen at the start; another process may be at it just then."""

_SEARCH_INTERVAL = 120.0
"""Seconds. What has no notice of its own, and what another embedder outdated, is found by looking."""


@dataclass(frozen=True, slots=True)
class Application:
    """What both the web process and the worker hold open."""

    settings: Settings
    url: str
    worker_url: str
    sessions: Sessions
    services: SharedServices
    handlers: JobHandlers
    auth: AuthContext
    agents: AgentsContext
    search: assistant.SearchTools
    watched: Watched = field(default_factory=Watched)

    @property
    def installation(self) -> Installation:
        return describe_installation(self.settings, self.services, self.agents, self.search, self.resealing)

    @property
    def housekeeping(self) -> Housekeeping:
        services = self.services
        return Housekeeping(
            self.sessions, services.queue, services.events, services.clock, self.settings.privacy
        )

    @property
    def reconciliation(self) -> Reconciliation:
        return Reconciliation(self.sessions, self.services.storage, self.services.clock)

    @property
    def reindexing(self) -> Reindexing:
        return Reindexing(self.sessions, self.services.taxonomy, self.services.clock)

    @property
    def expiries(self) -> Reminders:
        return Reminders(self.sessions, self.services.events, self.services.clock)

    @property
    def keeping_up(self) -> KeepingUp:
        return KeepingUp(self.sessions, self.search, self.services.queue, self.services.clock)

    @property
    def reminders(self) -> applications.Reminders:
        return applications.Reminders(self.sessions, self.services.events, self.services.clock)

    @property
    def resealing(self) -> Resealing:
        return Resealing(self.sessions, self.auth, self.agents, self.services.clock)

    def worker(self) -> Worker:
        """What works off the jobs, and keeps house from time to time."""
        times = self.settings.privacy
        chores = (
            Chore("tidy", times.tidy_interval, self.housekeeping.round),
            Chore("reconcile", times.reconcile_interval, self.reconciliation.run),
            Chore("index", _INDEX_INTERVAL, self.reindexing.round),
            Chore("remind", _REMIND_INTERVAL, self.reminders.round),
            Chore("expiries", _EXPIRY_INTERVAL, self.expiries.round),
            Chore("reseal", _RESEAL_INTERVAL, self.resealing.round),
            Chore("search", _SEARCH_INTERVAL, self.keeping_up.round),
        )
        observe = self.watched.job_ran
        return Worker(
            self.worker_url, self.handlers, self.sessions, self.settings.jobs, chores, observe=observe
        )


def subscribe(events: Events, taxonomy: Taxonomy, clock: Clock) -> None:
    """Who acts on which notice. Lower slices publish, higher ones act, in the same transaction."""
    # Of an upload nobody has asked for a judgement in particular.
    judging = Judging(events, None)

    async def on_file_read(event: FileRead, session: AsyncSession) -> None:
        await cvs.on_file_read(event, session, taxonomy=taxonomy, clock=clock, events=events)
        await postings.on_file_read(event, session, taxonomy=taxonomy, events=events)
        await reviews.on_file_read(event, session, taxonomy=taxonomy, clock=clock, judging=judging)
        await matching.on_file_read(event, session, taxonomy=taxonomy, clock=clock, judging=judging)

    async def on_cv_saved(event: cvs.CvSaved, session: AsyncSession) -> None:
        await matching.on_cv_saved(event, session, taxonomy=taxonomy, clock=clock)

    events.subscribe(cvs.CvSaved, on_cv_saved)
    events.subscribe(FileRead, on_file_read)
    events.subscribe(UserRegistered, workspaces.on_user_registered)
    events.subscribe(SecurityEvent, audit.on_security_event)
    events.subscribe(Decided, audit.on_decided)


def write_to_invited(events: Events, auth: AuthContext) -> None:
    """Whoever is invited gets a letter, which auth writes: it has the mail and the names."""

    async def on_person_invited(event: PersonInvited, session: AsyncSession) -> None:
        await send_invitation(
            session,
            auth,
            event.email,
            inviter=event.inviter,
            where=event.workspace_name,
            role=event.role.value,
            token=event.token,
        )

    events.subscribe(PersonInvited, on_person_invited)


def write_about_portfolios(events: Events, auth: AuthContext) -> None:
    """Owners of portfolios get letters, which auth writes too."""

    async def on_notice(event: PortfolioNotice, session: AsyncSession) -> None:
        await send_notice(session, auth, event.person, event.topic, event.details)

    events.subscribe(PortfolioNotice, on_notice)


def write_to_reminded(events: Events, auth: AuthContext) -> None:
    """Whoever wanted to be reminded gets a letter, which auth writes: it has the mail and the addresses."""

    async def on_reminder_due(event: applications.ReminderDue, session: AsyncSession) -> None:
        await send_reminder(
            session, auth, event.user, what=event.what, about=event.about, when=event.when, path=event.path
        )

    events.subscribe(applications.ReminderDue, on_reminder_due)


def clean_up_after_workspaces(events: Events, queue: Queue) -> None:
    """What a deleted workspace has stored goes too."""

    async def on_workspace_deleting(event: WorkspaceDeleting, session: AsyncSession) -> None:
        await privacy.on_workspace_deleting(event, session, queue=queue)

    events.subscribe(WorkspaceDeleting, on_workspace_deleting)


def register_reading(handlers: JobHandlers, services: SharedServices, region: str | None) -> None:
    """What needs no model: reading files, one or many, ranking, and what people take away or delete."""
    storage, clock, events = services.storage, services.clock, services.events
    reading = ReadFile(storage, services.reader, events, region)
    most, antivirus = services.http.max_upload_size, services.antivirus
    batches = RunBatch(storage, antivirus, services.quotas, services.queue, reading.read, most)
    handlers.register(READ_FILE, reading.run)
    handlers.register(BATCH, batches.run, queue="batch")
    handlers.register(RANK, Rank(services.taxonomy, clock, events).run)
    handlers.register(BUILD_EXPORT, BuildExport(storage, clock).run)
    handlers.register(DISCARD, DiscardObjects(storage).run)


@asynccontextmanager
async def open_application(settings: Settings, *, clock: Clock | None = None) -> AsyncIterator[Application]:
    """Open everything, bring the database to the newest schema, close everything in the reverse order."""
    async with AsyncExitStack() as stack:
        url, worker_url = await as_runtime_roles(await stack.enter_async_context(open_database(settings)))
        engine = create_engine(url, settings.postgres)
        stack.push_async_callback(engine.dispose)
        watched = watch(settings, engine)
        sessions = create_sessionmaker(engine)
        async with sessions.begin() as session:
            await workspaces.ensure_local_workspace(session)
        redis_url = settings.redis_url.get_secret_value() if settings.redis_url else None
        shared = await stack.enter_async_context(open_shared(redis_url))
        reader = DocumentReader(recogniser=installed_recogniser())
        stack.push_async_callback(asyncio.to_thread, reader.close)
        renderer = RenderProcesses(settings.rendering)
        stack.push_async_callback(asyncio.to_thread, renderer.close)
        yield assemble(
            settings,
            url=url,
            sessions=sessions,
            reader=reader,
            renderer=renderer,
            storage=open_storage(settings.storage, settings.home / "files"),
            clock=clock or SystemClock(),
            shared=shared,
            worker_url=worker_url,
            watched=watched,
        )


def assemble(  # noqa: PLR0913 - What an application consists of.
    settings: Settings,
    *,
    url: str,
    sessions: Sessions,
    reader: DocumentReader,
    storage: Storage,
    clock: Clock,
    renderer: RenderProcesses | None = None,
    shared: Shared | None = None,
    worker_url: str | None = None,
    watched: Watched | None = None,
) -> Application:
    """Join the parts that are open already; without ``shared`` this process counts for itself."""
    shared, watched = shared or memory_shared(), watched or Watched()
    taxonomy, events, handlers = load_taxonomy(settings.home / "taxonomy.json"), Events(), JobHandlers()
    auth = build_auth(settings, limiter=shared.limiter, clock=clock, events=events)
    agents = build_agents(settings, auth, sessions, taxonomy, watched.model_called)
    search = build_search(settings, agents, shared.cache, clock, watched.cache_looked)
    services = SharedServices(
        sessionmaker=sessions,
        authenticate=Authentication(auth),
        storage=storage,
        queue=ProcrastinateQueue(handlers),
        notices=JobNotices(url, sessions),
        reader=reader,
        renderer=renderer or RenderProcesses(settings.rendering),
        events=events,
        clock=clock,
        taxonomy=taxonomy,
        pages=build_pages(api_docs=not settings.production, pseudo=not settings.production),
        http=settings.http,
        shared=shared,
        quotas=Quotas(settings.quotas, clock),
        places=workspaces.list_of,
        following=applications.Following(clock),
        fetcher=Fetcher(settings.fetch),
        antivirus=Clamd.of(settings.antivirus) if settings.antivirus.address else NoAntivirus(),
        pools=WorkspacePools(looked=watched.cache_looked),
        public_url=auth.public_url.rstrip("/"),
        unread=notifications.unread,
        visitors_ask=settings.search.visitors,
    )
    application = Application(
        settings, url, worker_url or url, sessions, services, handlers, auth, agents, search, watched
    )
    connect(application)
    return application


def connect(application: Application) -> None:
    """Who hears of what, and who does which work."""
    services, auth, handlers = application.services, application.auth, application.handlers
    events, clock = services.events, services.clock
    subscribe(events, services.taxonomy, clock)
    clean_up_after_workspaces(events, services.queue)
    write_to_invited(events, auth)
    write_about_portfolios(events, auth)
    write_to_reminded(events, auth)
    events.subscribe(applications.ReminderDue, notifications.on_reminder_due)
    register_reading(handlers, services, application.settings.phone_region)
    register_model_work(handlers, services, application.agents)
    keep_searchable(application.search, handlers, events, services.queue, clock)
    handlers.tell(notifications.on_job_ended)
    handlers.hold(workspaces.is_suspended)


def register_model_work(handlers: JobHandlers, services: SharedServices, agents: AgentsContext) -> None:
    """What asks a model waits in a queue of its own, as it may take minutes."""
    taxonomy, clock, events = services.taxonomy, services.clock, services.events
    proposing = ProposeWithModel(taxonomy, clock, services.renderer, agents)
    handlers.register(PROPOSE, proposing.run, queue="models")
    handlers.register(WRITE_LETTER, WriteWithModel(taxonomy, clock, agents).run, queue="models")
    handlers.register(HINT, HintWithModel(clock, agents).run, queue="models")
    handlers.register(READ_WITH_MODEL, ReadWithModel(clock, events, agents).run, queue="models")


def warm_up(services: SharedServices, *, works: bool) -> None:
    """Build ahead what the first to ask would wait for: the reader's process and the skill matcher.

    Where the work is done elsewhere, the matcher's 15 MB wait for a request that needs them, which then takes
    a tenth of a second more.
    """
    services.reader.start()
    if works:
        find_skills("", services.taxonomy)
    settle()


@asynccontextmanager
async def working(application: Application) -> AsyncIterator[None]:
    """Work off jobs and follow their notices for as long as the block runs."""
    await announce_access(application.sessions, application.auth)
    mails = MailSender(application.sessions, application.auth, application.services.pages.languages)
    works = application.settings.worker == "inside"
    tasks = [
        asyncio.create_task(application.services.notices.run(), name="job-notices"),
        asyncio.create_task(mails.run(), name="mails"),
        asyncio.create_task(asyncio.to_thread(warm_up, application.services, works=works), name="warm-up"),
    ]
    if works:
        tasks.append(asyncio.create_task(application.worker().run(), name="worker"))
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task
