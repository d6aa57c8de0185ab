"""The whole application on a test's database, without a server: requests go straight into the ASGI app."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from candidacy.ai_agents.embeddings import EmbeddingSettings
from candidacy.entrypoints.app import create_app
from candidacy.entrypoints.settings import Settings
from candidacy.entrypoints.wiring import Application, assemble
from candidacy.features.auth.service.mailing import MailSender
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.http.services import Authenticate, SharedServices
from candidacy.infrastructure.mail import Letter, OutboxMail
from candidacy.infrastructure.postgres import Sessions
from candidacy.infrastructure.rendering import RenderProcesses
from candidacy.infrastructure.sandbox import DocumentReader
from candidacy.infrastructure.storage import MemoryStorage, Storage
from candidacy.kernel.clock import Clock
from candidacy.testing.jobs import run_queued_jobs


@dataclass(frozen=True, slots=True)
class Client:
    """An HTTP client of the application and what a test does besides requests."""

    http: httpx.AsyncClient
    application: Application
    app: ASGIApp
    """The same application for a test that speaks ASGI to it."""

    async def run_jobs(self) -> int:
        """Work off what is queued; gives the number of runs."""
        return await run_queued_jobs(self.application.handlers, self.application.sessions)

    async def run_mails(self) -> list[Letter]:
        """Send the letters that are due; all that is in the outbox, newest first."""
        auth = self.application.auth
        languages = self.application.services.pages.languages
        await MailSender(self.application.sessions, auth, languages).send_due()
        return auth.mail.letters if isinstance(auth.mail, OutboxMail) else []

    async def upload(self, name: str, data: bytes, *, purpose: str = "cv") -> str:
        """Upload a file and read it; the id of the file, whatever came of it."""
        files = {"file": (name, data)}
        answer = await self.http.post("/api/v1/files", files=files, data={"purpose": purpose})
        answer.raise_for_status()
        await self.run_jobs()
        return str(answer.json()["id"])

    @asynccontextmanager
    async def acting_as(self, authenticate: Authenticate) -> "AsyncIterator[Client]":
        """A client of the same application whose requests are made by somebody else, or by nobody."""
        services = replace(self.application.services, authenticate=authenticate)
        async with self.with_services(services) as client:
            yield client

    @asynccontextmanager
    async def with_services(self, services: SharedServices) -> "AsyncIterator[Client]":
        """A client of the same application with other services."""
        async with serving(replace(self.application, services=services)) as client:
            yield client

    @asynccontextmanager
    async def after_a_restart(self, application: Application) -> "AsyncIterator[Client]":
        """A client of an application with other parts, on the same database."""
        async with serving(application) as client:
            yield client

    @asynccontextmanager
    async def with_agents(self, **changes: Any) -> "AsyncIterator[Client]":
        """A client of the same application with other models: fields of ``AgentsContext``."""
        agents = replace(self.application.agents, **changes)
        async with serving(replace(self.application, agents=agents)) as client:
            yield client


_apps: dict[tuple[bool, str], FastAPI] = {}


def app_of(settings: Settings) -> FastAPI:
    """The app for these settings, the same each time.

    FastAPI works out its routes at the first request, which takes longer than most tests; what else a request
    needs comes to the app with it.
    """
    key = settings.production, settings.http.model_dump_json()
    if key not in _apps:
        _apps[key] = create_app(settings)
    return _apps[key]


@asynccontextmanager
async def serving(application: Application) -> AsyncIterator[Client]:
    state = {
        "services": application.services,
        "auth": application.auth,
        "agents": application.agents,
        "search": application.search,
        "metrics": application.watched.metrics,
        "installation": application.installation,
    }
    app = _with_state(app_of(application.settings), state)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
        yield Client(http, application, app)


def _with_state(app: ASGIApp, state: dict[str, object]) -> ASGIApp:
    """What a server does with the state that a lifespan yields."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"] = dict(state)
        await app(scope, receive, send)

    return wrapped


@asynccontextmanager
async def running_application(
    *,
    url: str,
    sessions: Sessions,
    reader: DocumentReader,
    clock: Clock,
    home: Path,
    settings: Settings | None = None,
    storage: Storage | None = None,
) -> AsyncIterator[Client]:
    """A client of the application with a local user, a MemoryStorage if no other, and no worker."""
    # Words alone: making the built-in model ready takes seconds, which tests of everything else are spared.
    settings = settings or Settings(home=home, embeddings=EmbeddingSettings(provider="none"))
    async with sessions.begin() as session:
        await workspaces.ensure_local_workspace(session)
    renderer = RenderProcesses(settings.rendering)
    application = assemble(
        settings,
        url=url,
        sessions=sessions,
        reader=reader,
        renderer=renderer,
        storage=storage or MemoryStorage(production=settings.production),
        clock=clock,
    )
    try:
        async with serving(application) as client:
            yield client
    finally:
        renderer.close()
