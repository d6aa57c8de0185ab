"""The web application."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import TypedDict

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from sqlalchemy import text
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Scope

from candidacy import __version__
from candidacy.entrypoints import authentication, components, languages, manual
from candidacy.entrypoints.mcp import http as mcp_http
from candidacy.entrypoints.settings import Settings
from candidacy.entrypoints.templates import web_folder
from candidacy.entrypoints.wiring import Application, open_application, working
from candidacy.features.admin import api as admin_api
from candidacy.features.admin import pages as admin_pages
from candidacy.features.admin.service.looking import Installation
from candidacy.features.agents import api as agents_api
from candidacy.features.agents import pages as agents_pages
from candidacy.features.agents.service.context import AgentsContext
from candidacy.features.applications import api as applications_api
from candidacy.features.applications import pages as applications_pages
from candidacy.features.assistant import api as assistant_api
from candidacy.features.assistant import pages as assistant_pages
from candidacy.features.assistant.public import SearchTools
from candidacy.features.audit import api as audit_api
from candidacy.features.audit import pages as audit_pages
from candidacy.features.auth import api as auth_api
from candidacy.features.auth import pages as auth_pages
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.cvs import api as cvs_api
from candidacy.features.cvs import pages as cvs_pages
from candidacy.features.files import api as files_api
from candidacy.features.jobs import api as jobs_api
from candidacy.features.matching import api as matching_api
from candidacy.features.matching import pages as matching_pages
from candidacy.features.notifications import api as notifications_api
from candidacy.features.notifications import pages as notifications_pages
from candidacy.features.portfolio import api as portfolio_api
from candidacy.features.portfolio import pages as portfolio_pages
from candidacy.features.postings import api as postings_api
from candidacy.features.postings import pages as postings_pages
from candidacy.features.privacy import api as privacy_api
from candidacy.features.privacy import pages as privacy_pages
from candidacy.features.rendering import api as rendering_api
from candidacy.features.rendering import pages as rendering_pages
from candidacy.features.reviews import api as reviews_api
from candidacy.features.reviews import pages as reviews_pages
from candidacy.features.samples import api as samples_api
from candidacy.features.samples import pages as samples_pages
from candidacy.features.tailoring import api as tailoring_api
from candidacy.features.tailoring import pages as tailoring_pages
from candidacy.features.workspaces import api as workspaces_api
from candidacy.features.workspaces import pages as workspaces_pages
from candidacy.features.writing import api as writing_api
from candidacy.features.writing import pages as writing_pages
from candidacy.infrastructure.http.body_limit import BodyLimit
from candidacy.infrastructure.http.dependencies import Services, public_route
from candidacy.infrastructure.http.draining import Farewell, Stopping
from candidacy.infrastructure.http.gate import Gate, Lane
from candidacy.infrastructure.http.languages import Speaking
from candidacy.infrastructure.http.middleware import Crashes, Protection, RequestContext
from candidacy.infrastructure.http.observation import Observation, RequestMetrics
from candidacy.infrastructure.http.openapi import describe
from candidacy.infrastructure.http.problems import install_problem_handlers, problems
from candidacy.infrastructure.http.proxies import TrustedProxies
from candidacy.infrastructure.http.refusals import install_refusal_handler
from candidacy.infrastructure.http.request_limits import RequestLimits
from candidacy.infrastructure.http.routing import Signpost
from candidacy.infrastructure.http.services import SharedServices
from candidacy.infrastructure.http.settings import HttpSettings
from candidacy.infrastructure.postgres import DatabaseUnavailable

API = (
    auth_api,
    jobs_api,
    files_api,
    cvs_api,
    rendering_api,
    postings_api,
    reviews_api,
    matching_api,
    tailoring_api,
    assistant_api,
    writing_api,
    portfolio_api,
    applications_api,
    notifications_api,
    samples_api,
    workspaces_api,
    agents_api,
    admin_api,
    audit_api,
    privacy_api,
)
PAGES = (
    auth_pages,
    cvs_pages,
    rendering_pages,
    postings_pages,
    reviews_pages,
    matching_pages,
    tailoring_pages,
    assistant_pages,
    writing_pages,
    portfolio_pages,
    applications_pages,
    notifications_pages,
    samples_pages,
    workspaces_pages,
    agents_pages,
    admin_pages,
    audit_pages,
    privacy_pages,
)

CORS_REQUEST_HEADERS = ("authorization", "content-type", "idempotency-key", "if-match", "x-workspace")
CORS_RESPONSE_HEADERS = ("etag", "location", "retry-after", "x-request-id", "idempotency-replayed")

ASKS_A_MODEL = ("/models/settings", "/models/check", "/workspace/models", "/try", "/mcp")
"""Ends of the addresses whose answer waits for a model, or for a file to be read."""

MULTIPART_OVERHEAD = 1_000_000
"""Bytes that a form may have besides its file."""

Lifespan = AbstractAsyncContextManager[Application]


class State(TypedDict):
    """What the lifespan hands to every request."""

    services: SharedServices
    auth: AuthContext
    search: SearchTools
    agents: AgentsContext
    metrics: RequestMetrics | None
    installation: Installation


class ImmutableFiles(StaticFiles):
    """Static files: a browser may keep those for ever whose addresses carry a digest."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        named = b"v=" in scope.get("query_string", b"")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if named else "no-cache"
        return response


health = APIRouter(prefix="/health", tags=["health"])


@health.get("/live", dependencies=[public_route()])
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok", "version": __version__}


@health.get("/ready", dependencies=[public_route()], responses=problems(DatabaseUnavailable, Stopping))
async def ready(services: Services) -> dict[str, str]:
    """The database answers too, and the process is not about to stop."""
    if services.draining.begun:
        raise Stopping
    async with services.sessionmaker() as session:
        await session.execute(text("select 1"))
    return {"status": "ok"}


def create_app(settings: Settings, application: Lifespan | None = None) -> FastAPI:
    """The application; ``application`` replaces what would be opened, for tests."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[State]:
        async with application or open_application(settings) as opened, working(opened):
            yield {
                "services": opened.services,
                "auth": opened.auth,
                "agents": opened.agents,
                "search": opened.search,
                "metrics": opened.watched.metrics,
                "installation": opened.installation,
            }

    app = FastAPI(
        title="Candidacy",
        version=__version__,
        summary="CVs read, reviewed and matched with job postings, every number with its source.",
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        generate_unique_id_function=operation_id,
        lifespan=lifespan,
        form_limits={
            "max_fields": settings.http.max_form_fields,
            "max_files": settings.http.max_form_files,
            "max_part_size": settings.http.max_form_field_size,
        },
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.openapi = partial(describe, app, authentication.UNKNOWN)  # type: ignore[method-assign] # FastAPI's documented way.
    install_problem_handlers(app)
    install_refusal_handler(app)
    app.include_router(health)
    for module in API:
        app.include_router(Signpost(module.router))
    for module in PAGES:
        app.include_router(Signpost(module.router), include_in_schema=False)
    app.include_router(mcp_http.router)
    app.include_router(manual.router)
    app.include_router(languages.router)
    if not settings.production:
        app.include_router(docs)
        app.include_router(components.router)
        app.include_router(auth_pages.developers_router, include_in_schema=False)
    app.mount("/static", ImmutableFiles(directory=web_folder("static")), name="static")
    add_middleware(app, settings.http)
    return app


def operation_id(route: APIRoute) -> str:
    return f"{route.tags[0] if route.tags else 'web'}_{route.name}"


def add_middleware(app: FastAPI, http: HttpSettings) -> None:
    """Innermost first."""
    app.add_middleware(GZipMiddleware, minimum_size=500)
    app.add_middleware(auth_pages.KeepSignedIn)
    app.add_middleware(
        BodyLimit,
        ordinary=http.max_body_size,
        upload=http.max_upload_size + MULTIPART_OVERHEAD,
        archive=http.max_archive_size + MULTIPART_OVERHEAD,
    )
    app.add_middleware(
        Gate,
        ordinary=Lane(http.concurrency, http.deadline),
        upload=Lane(http.upload_concurrency, http.upload_deadline),
        stream=Lane(http.stream_concurrency, http.deadline, endless=True),
        slow=Lane(http.model_concurrency, http.model_deadline),
        slow_endings=ASKS_A_MODEL,
        free=("/static/", "/health/live"),
    )
    app.add_middleware(RequestLimits, path=http.max_path, query=http.max_query, headers=http.max_headers)
    app.add_middleware(Crashes)
    if http.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=http.cors_origins,
            allow_methods=("GET", "POST", "PUT", "PATCH", "DELETE"),
            allow_headers=CORS_REQUEST_HEADERS,
            expose_headers=CORS_RESPONSE_HEADERS,
        )
    app.add_middleware(Protection, allowed_hosts=http.allowed_hosts, cors_origins=http.cors_origins)
    app.add_middleware(Farewell)
    app.add_middleware(Observation)
    app.add_middleware(Speaking)
    app.add_middleware(RequestContext)
    app.add_middleware(TrustedProxies, proxies=http.trusted_proxies)


docs = APIRouter(include_in_schema=False)


@docs.get("/openapi.json", dependencies=[public_route()])
async def openapi_document(request: Request) -> JSONResponse:
    return JSONResponse(request.app.openapi())


@docs.get("/docs", dependencies=[public_route()])
async def api_docs(request: Request, services: Services) -> HTMLResponse:
    """Swagger UI from our own files: the stock page loads from a CDN and stays blank offline."""
    return services.pages.respond("docs.html", request)
