"""users: accounts made and shut by whoever runs the server."""

import asyncio
from collections.abc import Awaitable, Callable

import typer

from candidacy.entrypoints.cli.output import failing_clearly, tell
from candidacy.entrypoints.settings import load_settings
from candidacy.features.auth.service.accounts import AccountService, NewAccount
from candidacy.infrastructure.observability.logging import configure_logging


def create(email: str, name: str | None, *, superuser: bool) -> None:
    """Make an account; its password is asked for, or read from standard input."""
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    given = NewAccount(email, name or email.partition("@")[0], password)

    async def work(accounts: AccountService) -> None:
        await accounts.create(given, superuser=superuser)

    _with_accounts(work)
    tell(f"The account {email} is there{' and is a superuser' if superuser else ''}.")


def deactivate(email: str) -> None:
    """Shut an account; its sessions and keys end at once."""

    async def work(accounts: AccountService) -> None:
        await accounts.deactivate(await accounts.find(email))

    _with_accounts(work)
    tell(f"The account {email} is shut.")


def activate(email: str) -> None:
    """Open a shut account again."""

    async def work(accounts: AccountService) -> None:
        await accounts.activate(await accounts.find(email))

    _with_accounts(work)
    tell(f"The account {email} is open again.")


def _with_accounts(work: Callable[[AccountService], Awaitable[None]]) -> None:
    from candidacy.entrypoints.wiring import open_application

    async def run() -> None:
        settings = load_settings()
        configure_logging(settings.logging)
        async with open_application(settings) as application, application.sessions.begin() as session:
            await work(AccountService(session, application.auth))

    with failing_clearly():
        asyncio.run(run())
