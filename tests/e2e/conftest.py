"""A real server and a real browser; every test fails on a console error or a request to elsewhere."""

import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from tests.e2e.browsing import WIDE, Watch
from tests.e2e.samples import POSTING, TWO_COLUMNS
from tests.e2e.serving import Server, running

CHROMIUM = Path(os.environ.get("E2E_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HERE = Path(__file__).parent
# A browser takes seconds for each of them, so the core suite has one journey, and the deep one all others.
CORE = {"test_first_value.py"}
# A loaded machine may be slow, and is not wrong for that.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
NewContext = Callable[..., Awaitable[BrowserContext]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mine = [item for item in items if HERE in item.path.parents]
    for item in mine:
        item.add_marker(pytest.mark.e2e)
        if item.path.name not in CORE:
            item.add_marker(pytest.mark.deep)
        if not CHROMIUM.exists():
            reason = f"there is no Chromium at {CHROMIUM}; install it or set E2E_CHROMIUM to its path"
            item.add_marker(pytest.mark.skip(reason=reason))


@dataclass(frozen=True, slots=True)
class Filled:
    """What the filled database holds: a CV that was read from a PDF, a posting and their match."""

    cv: str
    posting: str
    match: str
    file: str


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The application, for all tests of this process; they leave it filled or empty as they like."""
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def idle_server() -> Iterator[Server]:
    """The same without a worker, so that a reading never begins."""
    with running(worker="apart") as server:
        yield server


@pytest.fixture
def empty(server: Server) -> Server:
    """The server with nothing in it."""
    server.wipe()
    return server


def fill(server: Server) -> Filled:
    file = server.upload("noor-haddad.pdf", TWO_COLUMNS)
    posting = server.post("/api/v1/postings", {"text": POSTING})["id"]
    cv = server.wait_until_read(file)
    match = server.post("/api/v1/matches", {"cv_id": cv, "posting_id": posting})["id"]
    return Filled(cv, str(posting), str(match), file)


@pytest.fixture
def filled(server: Server) -> Filled:
    """To look at only: other tests see the same."""
    made = server.once("filled", lambda: json.dumps(asdict(fill(server))))
    return Filled(**json.loads(made))


@pytest.fixture
def own(empty: Server) -> Filled:
    """To change at will: there is nothing else, and it is deleted by whoever needs an empty server."""
    return fill(empty)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture(autouse=True)
def watch(server: Server) -> Iterator[Watch]:
    watch = Watch({server.url})
    yield watch
    assert watch.complaints == []


@pytest.fixture
async def new_context(browser: Browser, server: Server, watch: Watch) -> AsyncIterator[NewContext]:
    """Opens watched browser contexts, fresh as a new visitor's."""
    opened: list[BrowserContext] = []

    async def open_context(**options: Any) -> BrowserContext:
        options = {
            "base_url": server.url,
            "viewport": {"width": WIDE, "height": 900},
            "reduced_motion": "reduce",
        } | options
        context = await browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        watch.follow(context)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        await context.close()


@pytest.fixture
async def page(new_context: NewContext) -> Page:
    context = await new_context()
    return await context.new_page()
