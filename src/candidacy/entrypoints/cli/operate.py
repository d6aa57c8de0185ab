"""serve, worker, doctor, db upgrade: operating the service."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import typer

from candidacy.entrypoints.cli.output import CannotWrite, failing_clearly, print_json, print_table, tell
from candidacy.entrypoints.settings import Settings, load_settings
from candidacy.infrastructure.observability.logging import configure_logging
from candidacy.kernel.errors import Invalid


def _settings() -> Settings:
    settings = load_settings()
    configure_logging(settings.logging)
    return settings


def serve(port: int | None) -> None:
    """Serve until Ctrl+C or SIGTERM; then finish what is under way and stop the embedded database."""
    from candidacy.entrypoints.ports import require_free

    with failing_clearly():
        settings = _settings()
        if port is not None:
            settings = settings.model_copy(update={"http": settings.http.model_copy(update={"port": port})})
        require_free(settings.http.host, settings.http.port)
        tell(f"Candidacy starts. Everything is kept in {settings.home}.")

        from candidacy.entrypoints.serving import serve_until_signal

        if not serve_until_signal(settings, tell):
            raise typer.Exit(1)


def demo(port: int | None) -> None:
    """Serve the samples from a home that is thrown away at the end."""
    from candidacy.entrypoints.ports import free_port, require_free

    with failing_clearly():
        configure_logging(Settings().logging)
        chosen = port or free_port("127.0.0.1")
        require_free("127.0.0.1", chosen)
        tell("The demonstration starts; it takes a few seconds.")

        from candidacy.entrypoints.demo import demonstrate

        if not demonstrate(chosen, tell):
            raise typer.Exit(1)


def work() -> None:
    """Work off jobs until Ctrl+C or SIGTERM."""
    from candidacy import __version__
    from candidacy.entrypoints.exposition import showing_metrics
    from candidacy.entrypoints.wiring import open_application
    from candidacy.infrastructure.observability.tracing import sending_spans

    async def run(settings: Settings) -> None:
        with sending_spans(settings.spans_to, process="worker", release=__version__):
            async with open_application(settings) as application, showing_metrics(application):
                tell("The worker is ready (Ctrl+C stops it)")
                await application.worker().run_until_signal()

    with failing_clearly():
        asyncio.run(run(_settings()))


def tidy(*, dry_run: bool, as_json: bool) -> None:
    """One round of housekeeping by hand, and what it removed."""
    from candidacy.entrypoints.wiring import open_application

    async def run(settings: Settings) -> tuple[dict[str, int], dict[str, int]]:
        async with open_application(settings) as application:
            removed = await application.housekeeping.round(dry_run=dry_run)
            compared = await application.reconciliation.run(dry_run=dry_run)
            return dict(removed), asdict(compared)

    with failing_clearly():
        removed, compared = asyncio.run(run(_settings()))
    if as_json:
        print_json({"dry_run": dry_run, "removed": removed, "storage": compared})
        return
    found = {**removed, "stored files without a row": compared["orphans"]}
    rows = sorted((name, str(count)) for name, count in found.items() if count)
    print_table(["What", "Would be removed" if dry_run else "Removed"], rows or [("nothing", "0")])
    if compared["missing"]:
        tell(f"{compared['missing']} stored files are missing; the log names their rows.")


def doctor(*, as_json: bool) -> None:
    """Print the checks; exit 1 when one is not passed."""
    from candidacy.entrypoints.databases import open_database
    from candidacy.infrastructure.postgres.doctor import Check, check

    async def run(settings: Settings) -> list[Check]:
        async with open_database(settings) as url:
            model = Check("model", ok=True, found=settings.model.said)
            return [*await check(url), model]

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


def back_up(target: Path | None, *, as_json: bool) -> None:
    """Write a backup, and say what is in it and how long it took."""
    from candidacy.entrypoints.backups import back_up as write

    begun = time.monotonic()
    with failing_clearly(), writing():
        settings = _settings()
        file = target or Path(f"candidacy-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.backup")
        summary = asyncio.run(write(settings, file, tell))
    _show_backup(asdict(summary) | {"seconds": round(time.monotonic() - begun, 1)}, as_json=as_json)
    if not summary.secrets:
        tell("The secrets are not in it, as the environment sets them: keep them beside it.")


def restore(source: Path, *, check: bool, replace: bool, as_json: bool) -> None:
    """Bring a backup back, or only check it."""
    from candidacy.entrypoints.backup_log import note_check
    from candidacy.entrypoints.backups import check_backup
    from candidacy.entrypoints.backups import restore as bring_back

    begun = time.monotonic()
    with failing_clearly(), writing():
        if not source.is_file():
            raise Invalid(f"There is no file {source}.")
        if check:
            summary = check_backup(source)
            note_check(_settings().home, datetime.fromisoformat(summary.made_at), datetime.now(UTC))
        else:
            summary = asyncio.run(bring_back(_settings(), source, tell, replace=replace))
    _show_backup(asdict(summary) | {"seconds": round(time.monotonic() - begun, 1)}, as_json=as_json)


def move(*, as_json: bool) -> None:
    """Leave the embedded database for another one, and say what was moved and how long it took."""
    from candidacy.entrypoints.moving import move as go

    begun = time.monotonic()
    with failing_clearly(), writing():
        moved = asyncio.run(go(_settings(), tell))
    _show_backup(asdict(moved) | {"seconds": round(time.monotonic() - begun, 1)}, as_json=as_json)
    tell("Both databases hold the same. From now on start with this DATABASE_URL.")


def _show_backup(found: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print_json(found)
    else:
        print_table(["", ""], ((name.replace("_", " "), value) for name, value in found.items()))


@contextmanager
def writing() -> Iterator[None]:
    """A disk that is full or not ours is an error of the user's, said in one line."""
    try:
        yield
    except OSError as exc:
        raise CannotWrite(f"{exc.filename or 'The disk'}: {exc.strerror or exc}.") from exc


def upgrade_database() -> None:
    from candidacy.entrypoints.databases import open_database
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


def index_passages(*, above: int, memory: int) -> None:
    from candidacy.entrypoints.databases import open_database
    from candidacy.infrastructure.postgres import create_engine
    from candidacy.infrastructure.search.neighbours import Large, index_large_workspaces

    async def run(settings: Settings) -> list[Large]:
        async with open_database(settings) as url:
            engine = create_engine(url, settings.postgres.model_copy(update={"statement_timeout_ms": 0}))
            try:
                return await index_large_workspaces(engine, above=above, memory=f"{memory}MB")
            finally:
                await engine.dispose()

    with failing_clearly():
        found = asyncio.run(run(_settings()))
    for one in found:
        tell(f"{one.workspace}: {one.passages:,} passages, index {'made' if one.made else 'was there'}.")
    if not found:
        tell(f"No workspace has more than {above:,} passages; small ones need no index.")
