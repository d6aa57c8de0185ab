"""Guarded connections for programs that bring a client of their own, as those of models do."""

import httpcore
import httpx

from candidacy.infrastructure.fetching.addresses import web_address
from candidacy.infrastructure.fetching.guarding import Guarded


class GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx on a guarded network: every request, a redirect too, goes where it may go or nowhere.

    Proxies of the environment are not used: it is the connection itself that is checked.
    """

    def __init__(self, network: Guarded) -> None:
        super().__init__()
        self._network = network
        # httpx has no way to hand a network backend in; its transport is a thin layer on this pool.
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=100,
            max_keepalive_connections=20,
            keepalive_expiry=30.0,
            network_backend=network,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self._network.require_port(web_address(str(request.url)))
        return await super().handle_async_request(request)
