"""Every page, link and button, as everybody who can see it: nothing crashes, and nothing leads nowhere."""

from __future__ import annotations

import faulthandler
from typing import TYPE_CHECKING, Any

import pytest

from candidacy.features.auth.tests.people import add_user, login, signed_in
from candidacy.testing.application import running_application
from tests.crawling.crawler import Crawl, Crawler, pages_of
from tests.crawling.pages import names_one_thing
from tests.tenancy.conftest import KeepingStorage, World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import httpx

    from candidacy.features.auth.tests.people import Person
    from candidacy.infrastructure.postgres import Database
    from candidacy.infrastructure.sandbox import DocumentReader
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client
    from tests.tenancy.world import Tenant

pytestmark = pytest.mark.deep
SAMPLES = ("seeker", "recruiter")
MEMBERS = ("viewer", "editor", "owner")


@pytest.fixture(autouse=True)
def long_limit() -> None:
    """A crawl takes the better part of a minute of a processor, and many times that of one that is shared."""
    faulthandler.dump_traceback_later(3_600, exit=True, file=2)


async def load_samples(client: Client, headers: dict[str, str]) -> None:
    for kind in SAMPLES:
        answer = await client.http.post("/api/v1/samples", json={"kind": kind}, headers=headers)
        assert answer.status_code == 201, answer.text
    await client.run_jobs()


def told(crawl: Crawl) -> str:
    """Everything that is wrong at once, and what forms refused, which is worth a look then."""
    size = f"{len(crawl.pages)} pages, {crawl.pressed} presses, {crawl.requests} requests"
    return "\n".join([size, *crawl.faults, "Refused:", *crawl.refused])


@pytest.fixture
async def local(
    database: Database, document_reader: DocumentReader, clock: FixedClock, tmp_path: Path
) -> AsyncIterator[Client]:
    """An installation on a laptop, where nobody has an account, with both samples in it."""
    async with running_application(
        url=database.url,
        sessions=database.sessions,
        reader=document_reader,
        clock=clock,
        home=tmp_path,
        storage=KeepingStorage(production=False),
    ) as client:
        await load_samples(client, {})
        yield client


@pytest.fixture(scope="module")
async def sampled(world: World) -> AsyncIterator[None]:
    """The team has both samples, for all tests here: loading them costs as much as a crawl."""
    savepoint = await world.connection.begin_nested()
    await load_samples(world.ours.team.client, await working(world.ours, "owner"))
    yield
    await savepoint.rollback()


@pytest.fixture
def team(sampled: None, ours: Tenant) -> Tenant:
    return ours


async def working(tenant: Tenant, who: str) -> dict[str, str]:
    """The headers of somebody whose session works in the team, as a browser's does."""
    person = tenant.people[who]
    await tenant.send(person, "POST /workspace/switch", data={"workspace": str(tenant.team.workspace)})
    return person.bearer


async def test_ui_020_the_owner_of_a_laptop_finds_no_dead_end(local: Client) -> None:
    crawl = await Crawler(local).explore(["/"])

    assert not crawl.faults, told(crawl)


@pytest.mark.parametrize("who", MEMBERS)
async def test_ui_020_a_member_finds_no_dead_end(who: str, team: Tenant) -> None:
    crawl = await Crawler(team.team.client, await working(team, who)).explore(["/"])

    assert not crawl.faults, told(crawl)


async def test_ui_020_a_superuser_finds_no_dead_end(team: Tenant) -> None:
    client = team.team.client
    await add_user(client, "root@example.org", superuser=True)
    signed_in: dict[str, Any] = await login(client, "root@example.org")
    headers = {"Authorization": f"Bearer {signed_in['access_token']}"}

    crawl = await Crawler(client, headers).explore(["/", "/admin"])

    assert not crawl.faults, told(crawl)


async def test_ui_020_a_visitor_finds_no_dead_end(team: Tenant) -> None:
    client = team.team.client
    starts = ["/", "/help", f"/p/{team.ids['handle']}", f"/invitations/{team.ids['token']}"]

    crawl = await Crawler(client).explore(starts)

    assert not crawl.faults, told(crawl)


async def test_ui_020_a_stranger_finds_their_own_pages_and_nothing_of_others(team: Tenant) -> None:
    client = team.team.client
    seen = await pages_of(client, headers=await working(team, "viewer"))
    private = [address for address in seen if names_one_thing(address.partition("?")[0])]
    stranger = await signed_in(client, "stranger@example.org")
    crawl = await Crawler(client, stranger.bearer).explore(["/"])

    shown = [address for address in private if not is_missing(await open_page(client, stranger, address))]

    assert not crawl.faults, told(crawl)
    assert len(private) > 20
    assert shown == []


async def open_page(client: Client, person: Person, address: str) -> httpx.Response:
    return await client.http.get(address, headers={"accept": "text/html", **person.bearer})


def is_missing(answer: httpx.Response) -> bool:
    """Whether it is a page that says that there is nothing, with a way on."""
    return answer.status_code == 404 and "<h1>" in answer.text and 'href="/"' in answer.text
