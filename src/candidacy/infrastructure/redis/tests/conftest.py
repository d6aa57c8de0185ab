"""A server for the tests, and what is built on it."""

import secrets
from collections.abc import AsyncIterator, Iterator

import pytest

from candidacy.infrastructure.redis import RedisLink, Shared, open_shared
from candidacy.infrastructure.redis.tests.servers import BINARY, WHY_NOT, Server


@pytest.fixture
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that the test may stop."""
    if BINARY is None:
        pytest.skip(WHY_NOT)
    server = Server(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of this test process."""
    if BINARY is None:
        pytest.skip(WHY_NOT)
    server = Server(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["memory", "redis"])
async def shared(request: pytest.FixtureRequest) -> AsyncIterator[Shared]:
    """Each way in which processes share."""
    link = None
    if request.param == "redis":
        server: Server = request.getfixturevalue("server")
        # No pause: a contract that fails is to be seen as a failure, and not as the twin's answer.
        link = RedisLink(server.url)
    async with open_shared(link=link, prefix=secrets.token_hex(4)) as shared:
        yield shared
        assert link is None or not link.away
