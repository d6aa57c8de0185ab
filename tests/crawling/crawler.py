"""Follows every link and presses every button that can be reached, and puts back what each press did."""

from collections import Counter, deque
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncConnection

from tests.crawling.pages import Page, Press, names_one_thing, shape_of, without_part

if TYPE_CHECKING:
    import httpx

    from candidacy.testing.application import Client

OF_ONE_SHAPE = 2
"""So many pages that differ in what they show alone are looked at."""
DEEPEST = 5
"""So many presses, one on what the other made, are gone through."""
MOST_REQUESTS = 6_000
SAME_FOR_ALL = "/help/"
"""What everybody is shown alike is gone through once in a process, by whoever comes first."""
_gone_through: dict[str, frozenset[str]] = {}
"""Their addresses, with the parts that a link can lead to."""
BROWSER = {"accept": "text/html,application/xhtml+xml", "sec-fetch-site": "same-origin"}


def _is_read(answer: "httpx.Response") -> bool:
    """Whether it is something else that a browser shows, as a picture, a feed or a calendar."""
    return not answer.headers.get("content-type", "").startswith(("application/json", "application/problem"))


@dataclass
class Crawl:
    """What was found: every page by its address, and everything that is wrong."""

    pages: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """What a form answered that was not taken, which is no fault."""
    pressed: int = 0
    requests: int = 0


@dataclass
class Crawler:
    """Somebody with a browser: ``headers`` and ``cookies`` say who it is."""

    client: "Client"
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)
    found: Crawl = field(default_factory=Crawl)
    presses: bool = True
    _shapes: Counter[str] = field(default_factory=Counter)
    _signatures: set[tuple[object, ...]] = field(default_factory=set)
    _loaded: set[str] = field(default_factory=set)

    async def explore(self, starts: Iterable[str], depth: int = 0) -> Crawl:
        """Follow everything from ``starts`` on; then press what was found, and explore where that leads."""
        waiting = deque((start, "the beginning") for start in starts)
        opened: list[Page] = []
        while waiting:
            address, found_on = waiting.popleft()
            whole, _ = without_part(address)
            if not self._is_worth_it(whole):
                continue
            page = await self.open(whole, found_on)
            if page is not None:
                opened.append(page)
                waiting.extend((link, page.address) for link in page.links())
                page.keep_facts()
                if page.address.startswith(SAME_FOR_ALL):
                    _gone_through[page.address] = page.anchors
        self._check_parts(opened)
        for page in opened if self.presses else ():
            await self._press_all(page, depth)
        return self.found

    async def open(self, address: str, found_on: str) -> Page | None:
        """Open a page; None where there is none, which was noted, or it is a file."""
        answer = await self._send("GET", address)
        for _ in range(5):
            if not answer.is_redirect:
                break
            address, _ = without_part(str(answer.headers["location"]))
            answer = await self._send("GET", address)
        where = f"{address}, found on {found_on}"
        if answer.status_code >= 400:
            self._fault(f"answers {answer.status_code}: {where}")
        return await self._seen(answer, address, where)

    async def _seen(self, answer: "httpx.Response", address: str, where: str) -> Page | None:
        if not answer.headers.get("content-type", "").startswith("text/html"):
            download = "attachment" in answer.headers.get("content-disposition", "")
            if answer.status_code >= 400 or not (download or _is_read(answer)):
                self._fault(f"is no page: {where}")
            return None
        page = Page(address, answer.text)
        self.found.pages.setdefault(address, answer.text)
        for complaint in page.complaints():
            self._fault(f"{complaint}: {where}")
        for asset in page.assets():
            if (kind := shape_of(asset)) not in self._loaded:
                self._loaded.add(kind)
                if (loaded := await self._send("GET", asset)).status_code >= 400:
                    self._fault(f"answers {loaded.status_code}: {asset}, loaded by {where}")
        return page

    def _check_parts(self, opened: Iterable[Page]) -> None:
        """A link to a part of a page finds that part."""
        anchors = _gone_through | {page.address: page.anchors for page in opened}
        for page in opened:
            for link in page.parts:
                whole, part = without_part(link)
                if part not in anchors.get(whole, {part}):
                    self._fault(f"has no part #{part}: {whole}, found on {page.address}")

    async def _press_all(self, page: Page, depth: int) -> None:
        presses = list(page.presses())
        page.forget_tree()
        for press in presses:
            if press.signature not in self._signatures:
                self._signatures.add(press.signature)
                async with self._put_back():
                    await self._press(press, depth)

    async def _press(self, press: Press, depth: int) -> None:
        self.found.pressed += 1
        if press.method == "GET":
            answer, address = await self._send("GET", press.address), press.address
        else:
            answer, address = await self._sent(press), f"POST {press.action}"
        if answer.is_redirect:
            landed = str(answer.headers["location"])
            await self.client.run_jobs()
            await self._land(landed, str(press), depth)
        elif answer.status_code in {403, 405} or answer.status_code >= 500:
            self._fault(f"answers {answer.status_code}: {press}")
        else:
            page = await self._seen(answer, address, str(press))
            if answer.status_code == 404 and not press.typed:
                self._fault(f"answers 404: {press}")
            elif answer.status_code >= 400 and page is not None:
                self.found.refused.append(f"{answer.status_code}: {press}: {page.said()}")
            if page is not None and press.filled and depth < DEEPEST:
                await self._press_all(page, depth + 1)

    async def _land(self, landed: str, found_on: str, depth: int) -> None:
        """Where a press leads: the page and what it names exist, and what is new there is explored."""
        whole, _ = without_part(landed)
        page = await self.open(whole, found_on)
        if page is None:
            return
        self._check_parts([page])
        for link in [link for link in page.links("main") if names_one_thing(link)][:5]:
            answer = await self._send("GET", without_part(link)[0])
            if answer.status_code >= 400:
                self._fault(f"answers {answer.status_code}: {link}, found on {page.address} after {found_on}")
        if depth < DEEPEST:
            await self.explore([*page.links("main")], depth + 1)
            await self._press_all(page, depth + 1)

    async def _sent(self, press: Press) -> "httpx.Response":
        data: dict[str, list[str]] = {}
        for name, value in press.data:
            data.setdefault(name, []).append(value)
        files = [(name, (one.name, one.content)) for name, one in press.files]
        return await self._send("POST", press.action, data=data, files=files or None)

    async def _send(self, method: str, address: str, **content: object) -> "httpx.Response":
        self.found.requests += 1
        assert self.found.requests < MOST_REQUESTS, "there is no end to the pages"
        own = {"cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())} if self.cookies else {}
        headers = {**BROWSER, **self.headers, **own}
        answer = await self.client.http.request(method, address, headers=headers, **content)  # type: ignore[arg-type] # What a form holds.
        # What one press leaves in the browser is not there for the next.
        self.client.http.cookies.clear()
        return answer

    def _is_worth_it(self, address: str) -> bool:
        shape = shape_of(address)
        if address.startswith(SAME_FOR_ALL):
            return address not in _gone_through
        self._shapes[shape] += 1
        return self._shapes[shape] <= OF_ONE_SHAPE

    def _fault(self, words: str) -> None:
        if words not in self.found.faults:
            self.found.faults.append(words)

    @asynccontextmanager
    async def _put_back(self) -> AsyncIterator[None]:
        connection = self.client.application.sessions.kw["bind"]
        assert isinstance(connection, AsyncConnection), "a crawler works within one transaction"
        savepoint = await connection.begin_nested()
        try:
            yield
        finally:
            await savepoint.rollback()


async def pages_of(
    client: "Client",
    *,
    headers: Mapping[str, str] | None = None,
    cookies: Mapping[str, str] | None = None,
    starts: Iterable[str] = ("/",),
    presses: bool = False,
) -> dict[str, str]:
    """Every page that is reached from ``starts`` by links, and by buttons too if ``presses``; by its address.

    ``cookies`` are sent with each request: ``{"language": "de"}``.
    """
    crawler = Crawler(client, headers or {}, cookies or {}, presses=presses)
    return (await crawler.explore(starts)).pages
