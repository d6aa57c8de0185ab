"""The server over standard input and output, for a program that starts it."""

from contextlib import AbstractAsyncContextManager

from candidacy.entrypoints.mcp.tools import Ctx, build_server
from candidacy.sdk import AsyncCandidacy


def open_from_environment(_: Ctx) -> AbstractAsyncContextManager[AsyncCandidacy]:
    """A client of the installation that CANDIDACY_URL names, with the key in CANDIDACY_API_KEY."""
    return AsyncCandidacy()


def serve() -> None:
    """Serve until the input ends."""
    build_server(open_from_environment).run("stdio")
