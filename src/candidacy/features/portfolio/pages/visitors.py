"""What visitors see: pages without scripts or cookies, feeds, pictures. Caches may keep them.

``no-cache`` lets a cache keep a page but not show it unasked: what was taken back is gone at once, and one
that did not change costs an answer without a body.
"""

import asyncio
import hashlib
import re
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from candidacy.domain.portfolio import Entry, Kind, Site, atom_feed, sitemap, sitemap_index, to_html
from candidacy.domain.portfolio.card import card_picture
from candidacy.domain.portfolio.linked_data import as_script, person, picture_address
from candidacy.domain.portfolio.linked_data import entry as entry_data
from candidacy.features.portfolio.errors import NothingPublished
from candidacy.features.portfolio.service.showing import Visit, Visited
from candidacy.infrastructure.http.dependencies import Services, public_route
from candidacy.infrastructure.http.services import SharedServices
from candidacy.infrastructure.languages import speaking
from candidacy.infrastructure.storage import ObjectMissing
from candidacy.kernel.language import sentence

router = APIRouter()
VISITOR = public_route()

POLICY = (
    "default-src 'none'; script-src 'none'; object-src 'none'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
ASKING = POLICY.replace("form-action 'none'", "form-action 'self'")
"""Of a portfolio that answers questions, by a form that leads nowhere else."""
_NAME = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([1-9]\d{0,4})\.webp")
_KINDS = {
    Kind.PROJECT: sentence("Project"),
    Kind.POST: sentence("Post"),
    Kind.CERTIFICATION: sentence("Certification"),
}


class Answers:
    """Answers to one visitor."""

    def __init__(self, request: Request, services: Services) -> None:
        self._request, self.services = request, services

    def of(self, body: bytes | str, media_type: str, site: Site | None = None) -> Response:
        """The content with its tag; without it where the visitor has the same already."""
        data = body.encode() if isinstance(body, str) else body
        tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
        headers = self._headers(site) | {"ETag": tag}
        if _has(self._request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        return Response(data, media_type=media_type, headers=headers)

    def page(self, template: str, site: Site, *, by_link: bool, **context: object) -> Response:
        """A page of a portfolio."""
        robots = "index, follow" if site.indexable else "noindex, nofollow"
        with speaking(site.language):  # A cache keeps one page for all visitors.
            text = self.services.pages.render(
                f"portfolio/public/{template}",
                self._request,
                site=site,
                html=to_html,
                picture_address=lambda picture, width: picture_address(site.path, picture, width),
                back="",
                robots=robots,
                by_link=by_link,
                **context,
            )
        return self.of(text, "text/html; charset=utf-8", site)

    def nothing(self) -> Response:
        """That there is nothing here, whatever the reason."""
        text = self.services.pages.render("portfolio/public/missing.html", self._request)
        headers = self._headers(None) | {"Cache-Control": "no-store"}
        return Response(text, 404, headers, media_type="text/html; charset=utf-8")

    def _headers(self, site: Site | None) -> dict[str, str]:
        # What lies behind an unlisted link is for who has it, and for no cache that others share.
        shared = "private" if self._request.url.path.startswith("/u/") else "public"
        headers = {
            "Cache-Control": f"{shared}, no-cache",
            "Content-Security-Policy": ASKING if site is not None and site.answers else POLICY,
        }
        return headers if site is not None and site.indexable else headers | {"X-Robots-Tag": "noindex"}


def _has(header: str, tag: str) -> bool:
    """Whether If-None-Match names the tag."""
    return tag in {one.strip().removeprefix("W/") for one in header.split(",")} or header.strip() == "*"


Answering = Annotated[Answers, Depends(Answers)]


async def _by_handle(services: SharedServices, handle: str) -> tuple[Visited, Site]:
    async with services.sessionmaker() as session:
        found = await Visit(session, services.clock.now(), services.public_url).by_handle(handle)
        return found, await found.site()


async def _by_link(services: SharedServices, token: str) -> Site:
    async with services.sessionmaker() as session:
        found = await Visit(session, services.clock.now(), services.public_url).by_link(token)
        return await found.site()


def _moved(visited: Visited, handle: str, rest: str = "") -> Response | None:
    """The way from a handle that was given up to the one that is used now."""
    if visited.handle == handle:
        return None
    headers = {"Cache-Control": "public, no-cache"}
    return RedirectResponse(f"/p/{visited.handle}{rest}", status_code=301, headers=headers)


def _entry(site: Site, slug: str) -> Entry:
    """Raises NothingPublished."""
    for entry in site.entries:
        if entry.slug == slug:
            return entry
    raise NothingPublished


@router.get("/robots.txt", dependencies=[VISITOR])
async def robots(answers: Answering) -> Response:
    """What search engines may look at: portfolios, each of which says itself whether it may be listed."""
    url = answers.services.public_url
    text = f"User-agent: *\nAllow: /p/\nAllow: /static/\nDisallow: /\nSitemap: {url}/sitemap.xml\n"
    return answers.of(text, "text/plain; charset=utf-8")


@router.get("/sitemap.xml", dependencies=[VISITOR])
async def all_sitemaps(answers: Answering) -> Response:
    """The sitemaps of those who want to be found."""
    services = answers.services
    async with services.sessionmaker() as session:
        listed = await Visit(session, services.clock.now(), services.public_url).listed()
    return answers.of(sitemap_index(listed), "application/xml")


@router.get("/p/{handle}", dependencies=[VISITOR])
async def show_person(handle: str, answers: Answering) -> Response:
    try:
        visited, site = await _by_handle(answers.services, handle)
    except NothingPublished:
        return answers.nothing()
    return _moved(visited, handle) or _person(answers, site, by_link=False)


def _person(answers: Answers, site: Site, *, by_link: bool) -> Response:
    data = "" if by_link else as_script(person(site))
    card = "" if by_link else f"{site.address}/card.png"
    asking = site.answers and answers.services.visitors_ask
    kinds = list(Kind)
    return answers.page(
        "person.html", site, by_link=by_link, linked_data=data, card=card, kinds=kinds, asking=asking
    )


@router.get("/p/{handle}/feed.atom", dependencies=[VISITOR])
async def feed(handle: str, answers: Answering) -> Response:
    try:
        visited, site = await _by_handle(answers.services, handle)
    except NothingPublished:
        return answers.nothing()
    return _moved(visited, handle, "/feed.atom") or answers.of(atom_feed(site), "application/atom+xml", site)


@router.get("/p/{handle}/sitemap.xml", dependencies=[VISITOR])
async def site_map(handle: str, answers: Answering) -> Response:
    """The pages of a portfolio, where it may be listed at all."""
    try:
        visited, site = await _by_handle(answers.services, handle)
    except NothingPublished:
        return answers.nothing()
    if not site.indexable:
        return answers.nothing()
    return _moved(visited, handle, "/sitemap.xml") or answers.of(sitemap(site), "application/xml", site)


@router.get("/p/{handle}/card.png", dependencies=[VISITOR])
async def person_card(handle: str, answers: Answering) -> Response:
    try:
        _, site = await _by_handle(answers.services, handle)
    except NothingPublished:
        return answers.nothing()
    return await _card(answers, site, sentence("Portfolio"), site.name, site.headline)


@router.get("/p/{handle}/{slug}", dependencies=[VISITOR])
async def show_entry(handle: str, slug: str, answers: Answering) -> Response:
    try:
        visited, site = await _by_handle(answers.services, handle)
        entry = _entry(site, slug)
    except NothingPublished:
        return answers.nothing()
    return _moved(visited, handle, f"/{entry.slug}") or _item(answers, site, entry, by_link=False)


def _item(answers: Answers, site: Site, entry: Entry, *, by_link: bool) -> Response:
    data = "" if by_link else as_script(entry_data(site, entry))
    card = "" if by_link else f"{site.address_of(entry)}/card.png"
    return answers.page("item.html", site, by_link=by_link, entry=entry, linked_data=data, card=card)


@router.get("/p/{handle}/{slug}/card.png", dependencies=[VISITOR])
async def entry_card(handle: str, slug: str, answers: Answering) -> Response:
    try:
        _, site = await _by_handle(answers.services, handle)
        entry = _entry(site, slug)
    except NothingPublished:
        return answers.nothing()
    return await _card(answers, site, _KINDS[entry.kind], entry.title, site.headline)


async def _card(answers: Answers, site: Site, kicker: str, title: str, headline: str) -> Response:
    with speaking(site.language):
        kicker = answers.services.pages.languages.translate(kicker)
    data = await asyncio.to_thread(card_picture, kicker, title, site.name, headline)
    return answers.of(data, "image/png", site)


@router.get("/p/{handle}/media/{name}", dependencies=[VISITOR])
async def media(handle: str, name: str, answers: Answering) -> Response:
    return await _media(answers, name, handle=handle)


@router.get("/u/{token}", dependencies=[VISITOR])
async def show_unlisted(token: str, answers: Answering) -> Response:
    """The portfolio as who has the link sees it."""
    try:
        site = await _by_link(answers.services, token)
    except NothingPublished:
        return answers.nothing()
    return _person(answers, site, by_link=True)


@router.get("/u/{token}/{slug}", dependencies=[VISITOR])
async def show_unlisted_entry(token: str, slug: str, answers: Answering) -> Response:
    try:
        site = await _by_link(answers.services, token)
        entry = _entry(site, slug)
    except NothingPublished:
        return answers.nothing()
    return _item(answers, site, entry, by_link=True)


@router.get("/u/{token}/media/{name}", dependencies=[VISITOR])
async def unlisted_media(token: str, name: str, answers: Answering) -> Response:
    return await _media(answers, name, token=token)


async def _media(answers: Answers, name: str, *, handle: str = "", token: str = "") -> Response:
    """A picture of what may be seen, in one of its widths."""
    services, named = answers.services, _NAME.fullmatch(name)
    if named is None:
        return answers.nothing()
    try:
        async with services.sessionmaker() as session:
            visit = Visit(session, services.clock.now(), services.public_url)
            visited = await (visit.by_link(token) if token else visit.by_handle(handle))
            file = await visited.file(UUID(named[1]), int(named[2]))
        data = b"".join([chunk async for chunk in services.storage.get(file.storage_key)])
    except (NothingPublished, ObjectMissing):
        return answers.nothing()
    return answers.of(data, "image/webp")
