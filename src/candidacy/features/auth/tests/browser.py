"""A browser without scripts, for tests of pages."""

from __future__ import annotations

from http.cookies import SimpleCookie
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

    from candidacy.testing.application import Client

HTML = {"Accept": "text/html"}


class Browser:
    """Keeps cookies, which httpx would not send to a host without TLS, and follows no redirect."""

    def __init__(self, client: Client) -> None:
        self._http, self.cookies = client.http, dict[str, str]()

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return self._kept(await self._http.get(path, headers={**self._headers(), **headers}))

    async def post(self, path: str, **form: str) -> httpx.Response:
        return self._kept(await self._http.post(path, data=form, headers=self._headers()))

    async def follow(self, answer: httpx.Response) -> httpx.Response:
        """Where an answer leads."""
        return await self.get(answer.headers["location"])

    def _headers(self) -> dict[str, str]:
        cookie = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        return {**HTML, "Cookie": cookie} if cookie else dict(HTML)

    def _kept(self, answer: httpx.Response) -> httpx.Response:
        for header in answer.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(header).items():
                self.cookies.pop(name, None)
                if morsel.value:
                    self.cookies[name] = morsel.value
        return answer
