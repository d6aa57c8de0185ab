"""serve, worker, doctor, db upgrade: operating the service."""

import asyncio
import sys
from dataclasses import asdict

import typer

from candidacy.entrypoints.cli.output import failing_clearly, print_json, print_table, tell
from candidacy.entrypoints.settings import Settings, load_settings
from candidacy.infrastructure.observability.logging import configure_logging


def _settings() -> Settings:
    settings = load_settings()
    configure_logging(settings.logging)
    return settings


def serve(port: int | None) -> None:
    """Serve until Ctrl+C or SIGTERM; then finish what is under way and stop the embedded database."""
    import uvicorn

    from candidacy.entrypoints.app import create_app
    from candidacy.entrypoints.ports import require_free
    from candidacy.infrastructure.http.protocol import BoundedProtocol

    with failing_clearly():
        settings = _settings()
        if port is not None:
            settings = settings.model_copy(update={"http": settings.http.model_copy(update={"port": port})})
        require_free(settings.http.host, settings.http.port)
        config = uvicorn.Config(
            create_app(settings),
            host=settings.http.host,
            port=settings.http.port,
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=False,
            http=BoundedProtocol,
            timeout_graceful_shutdown=10,
            loop="uvloop" if sys.platform != "win32" else "asyncio",
        )
        tell(f"Candidacy starts at http://{settings.http.host}:{settings.http.port} (Ctrl+C stops it)")
        tell(f"Everything is kept in {settings.home}")
        server = uvicorn.Server(config)
        server.run()
        if not server.started:
            raise typer.Exit(1)


def work() -> None:
    """Work off jobs until Ctrl+C or SIGTERM."""
    from candidacy.entrypoints.wiring import open_application
    from candidacy.infrastructure.queue import Worker

    async def run(settings: Settings) -> None:
        async with open_application(settings) as application:
            tell("The worker is ready (Ctrl+C stops it)")
            worker = Worker(application.worker_url, application.handlers, application.sessions, settings.jobs)
            await worker.run_until_signal()

    with failing_clearly():
        asyncio.run(run(_settings()))


def doctor(*, as_json: bool) -> None:
    """Print the checks; exit 1 when one is not passed."""
    from candidacy.entrypoints.wiring import open_database
    from candidacy.infrastructure.postgres.doctor import Check, check

    async def run(settings: Settings) -> list[Check]:
        async with open_database(settings) as url:
            return list(await check(url))

    with failing_clearly():
        checks = asyncio.run(run(_settings()))
    if as_json:
        print_json({"checks": [asdict(c) for c in checks]})
    else:
        print_table(
            ["", "Check", "Found", "Next step"],
            (("ok" if c.ok else "MISSING", c.name, c.found, c.advice or "") for c in checks),
        )
    if not all(c.ok for c in checks):
        raise typer.Exit(1)


def upgrade_database() -> None:
    from candidacy.entrypoints.wiring import open_database
    from candidacy.infrastructure.postgres import create_engine
    from candidacy.infrastructure.postgres.migrations import current, prepare_roles, upgrade

    async def run(settings: Settings) -> str | None:
        async with open_database(settings) as url:
            engine = create_engine(url, settings.postgres)
            try:
                await upgrade(engine)
                await prepare_roles(engine)
                return await current(engine)
            finally:
                await engine.dispose()

    with failing_clearly():
        revision = asyncio.run(run(_settings()))
    tell(f"The database is at revision {revision}.")
