"""/help: the documents of ``docs/`` as pages, for everybody."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from markdown_it import MarkdownIt
from markdown_it.token import Token

from candidacy.infrastructure.http.dependencies import Services, public_route
from candidacy.infrastructure.http.services import SharedServices
from candidacy.kernel.errors import NotFound
from candidacy.kernel.language import sentence

router = APIRouter(include_in_schema=False)
GROUPS = {
    "tutorial": sentence("Begin here"),
    "how-to": sentence("How to"),
    "explanation": sentence("How it works"),
    "reference": sentence("Reference"),
    "decisions": sentence("Decisions"),
    "": sentence("Figures"),
}
"""The folders of the documents in the order in which they are offered."""
MOST_FOUND = 40


PICTURES = "images"
"""The folder of the pictures, beside those of the documents."""


class PageMissing(NotFound):
    """There is no such page of the help. Look in its list, or search it."""

    code = "help_page_missing"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and where it is."""

    text: str
    anchor: str
    level: int


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A document as a page; ``name`` is its path without its ending."""

    name: str
    title: str
    html: str
    headings: Sequence[Heading]

    @property
    def group(self) -> str:
        return self.name.rpartition("/")[0]

    @property
    def address(self) -> str:
        return f"/help/{self.name}"


@dataclass(frozen=True, slots=True)
class Manual:
    """All pages by their names."""

    pages: dict[str, HelpPage]

    def groups(self) -> Iterator[tuple[str, list[HelpPage]]]:
        """The pages of each folder that has any, by their titles."""
        for folder, title in GROUPS.items():
            found = [page for page in self.pages.values() if page.group == folder]
            if found:
                yield title, sorted(found, key=lambda page: page.title.casefold())

    def search(self, words: str) -> list[tuple[HelpPage, Heading]]:
        """The headings that hold every word, those of the page's own title first."""
        sought = words.casefold().split()
        found = [
            (page, heading)
            for page in self.pages.values()
            for heading in page.headings
            if sought and all(word in f"{heading.text} {page.title}".casefold() for word in sought)
        ]
        exact = [all(word in heading.text.casefold() for word in sought) for _, heading in found]
        order = sorted(range(len(found)), key=lambda n: (not exact[n], found[n][1].level))
        return [found[n] for n in order[:MOST_FOUND]]


def folder() -> Path:
    """Where the documents lie: in the package, or in the checkout that it is installed from."""
    packaged = Path(str(resources.files("candidacy").joinpath("docs")))
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "docs"


@lru_cache(maxsize=1)
def manual() -> Manual:
    """Every document, read and rendered once."""
    place = folder()
    names = sorted(
        str(PurePosixPath(*file.relative_to(place).with_suffix("").parts))
        for file in place.rglob("*.md")
        if file.name != "README.md"
    )
    known = frozenset(names)
    return Manual({n: render(n, (place / f"{n}.md").read_text(encoding="utf-8"), known) for n in names})


@lru_cache(maxsize=1)
def pictures() -> dict[str, Path]:
    """Every picture of the documents by its name."""
    return {file.name: file for file in sorted((folder() / PICTURES).glob("*.*"))}


def render(name: str, text: str, known: frozenset[str]) -> HelpPage:
    """A document as a page. Links to documents lead to their pages; others within are only words."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    headings = list(_headings(tokens))
    for token in tokens:
        _soften(token)
        if token.children:
            _lead(token.children, name, known)
    title = headings[0].text if headings else name
    return HelpPage(name, title, markdown.renderer.render(tokens, markdown.options, {}), headings)


def _headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    """Every heading, which is given an anchor of its own."""
    taken: dict[str, int] = {}
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        text = "".join(child.content for child in inline.children or ())
        anchor = re.sub(r"[^\w]+", "-", text.casefold()).strip("-") or "part"
        taken[anchor] = taken.get(anchor, 0) + 1
        anchor = anchor if taken[anchor] == 1 else f"{anchor}-{taken[anchor]}"
        opening.attrSet("id", anchor)
        yield Heading(text, anchor, int(opening.tag[1]))


def _soften(token: Token) -> None:
    """Columns are aligned by classes: the pages allow no styles of their own."""
    style = token.attrs.pop("style", None)
    if isinstance(style, str) and "right" in style:
        token.attrSet("class", "num")


def _lead(children: Sequence[Token], name: str, known: frozenset[str]) -> None:
    """Point links to where they lead here."""
    closing: list[str] = []
    for child in children:
        if child.type == "link_open":
            target = address_of(str(child.attrs.get("href", "")), name, known)
            closing.append("a" if target else "span")
            child.tag, child.attrs = closing[-1], {"href": target} if target else {}
        elif child.type == "link_close":
            child.tag = closing.pop()
        elif child.type == "image":
            drawn = PurePosixPath(str(child.attrs["src"])).name
            child.attrs |= {"src": f"/help/{PICTURES}/{drawn}", "loading": "lazy"}


def address_of(link: str, name: str, known: frozenset[str]) -> str | None:
    """Where a link of the document ``name`` leads; None where there is no page for it."""
    parts = urlsplit(link)
    if parts.scheme:
        return link if parts.scheme in {"http", "https", "mailto"} else None
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    if not parts.path:
        return anchor or None
    target = normpath(f"{PurePosixPath(name).parent}/{parts.path}").removesuffix(".md")
    if target.endswith("README"):
        return "/help"
    return f"/help/{target}{anchor}" if target in known else None


@router.get("/help", dependencies=[public_route()])
async def contents(
    request: Request, services: Services, q: Annotated[str, Query(max_length=100)] = ""
) -> HTMLResponse:
    """What there is to read, and what of it has the words that are sought in its headings."""
    found = await asyncio.to_thread(manual)
    return services.pages.respond(
        "help.html", request, section="help", manual=found, page=None, q=q.strip(), found=found.search(q)
    )


@router.get("/help/{page}", dependencies=[public_route()])
async def show_figures(request: Request, page: str, services: Services) -> HTMLResponse:
    """A page that lies in no section."""
    return await _shown(request, services, page)


@router.get("/help/{section}/{page}", dependencies=[public_route()])
async def show(request: Request, section: str, page: str, services: Services) -> Response:
    """A page of a section, or a picture of one."""
    if section == PICTURES and (drawn := (await asyncio.to_thread(pictures)).get(page)) is not None:
        return FileResponse(drawn)
    return await _shown(request, services, f"{section}/{page}")


async def _shown(request: Request, services: SharedServices, name: str) -> HTMLResponse:
    found = await asyncio.to_thread(manual)
    chosen = found.pages.get(name)
    if chosen is None:
        raise PageMissing
    return services.pages.respond(
        "help.html", request, section="help", manual=found, page=chosen, q="", found=[]
    )
