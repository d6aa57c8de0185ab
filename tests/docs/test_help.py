"""The help: every document has a page, and every link leads somewhere."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from candidacy.entrypoints.manual import address_of, folder, manual, render

if TYPE_CHECKING:
    from candidacy.testing.application import Client

PAGES = manual().pages


def test_ui_007_every_document_has_a_page() -> None:
    documents = {p for p in folder().rglob("*.md") if p.name != "README.md"}

    assert len(PAGES) == len(documents) > 30
    assert {page.name for _, group in manual().groups() for page in group} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_ui_007_every_link_leads_to_a_page_and_a_heading(name: str) -> None:
    tree = LexborHTMLParser(PAGES[name].html)
    links = [str(node.attributes["href"]) for node in tree.css("a")]
    inner = [link.partition("#") for link in links if link.startswith(("/", "#"))]

    for address, _, anchor in inner:
        page = PAGES.get(address.removeprefix("/help/")) if address else PAGES[name]
        assert address == "/help" or page is not None, address
        assert not anchor or (page is not None and anchor in {h.anchor for h in page.headings}), anchor


@pytest.mark.parametrize("name", PAGES)
def test_ui_007_a_page_has_no_script_and_no_style(name: str) -> None:
    nodes = LexborHTMLParser(PAGES[name].html).css("*")

    assert [n.html for n in nodes if n.tag in {"script", "style", "iframe"} or "style" in n.attributes] == []


def test_ui_007_markup_in_a_document_stays_text() -> None:
    page = render("a", "# A\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))", frozenset({"a"}))

    assert "<script" not in page.html
    assert "href" not in page.html


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://example.org/", "https://example.org/"),
        ("ftp://example.org/", None),
        ("#part", "#part"),
        ("", None),
        ("../tutorial/first.md#part", "/help/tutorial/first#part"),
        ("../README.md", "/help"),
        ("../reference/openapi.json", None),
        ("../../../elsewhere.md", None),
    ],
)
def test_ui_007_links_lead_to_pages_or_are_only_words(link: str, address: str | None) -> None:
    assert address_of(link, "how-to/one", frozenset({"tutorial/first"})) == address


def test_ui_007_headings_that_are_the_same_have_anchors_of_their_own() -> None:
    page = render("a", "# A\n\n## B\n\n## B\n\n## !", frozenset())

    assert [heading.anchor for heading in page.headings] == ["a", "b", "b-2", "part"]


def test_ui_007_headings_are_found_by_their_words() -> None:
    found = manual().search("python client")

    assert found[0][0].name == "how-to/use-the-python-client"
    assert manual().search("  ") == []


async def test_ui_007_nobody_need_sign_in_to_read_it(client: "Client") -> None:
    contents = await client.http.get("/help")
    page = await client.http.get("/help/tutorial/first-match")
    found = await client.http.get("/help?q=api+key")
    missing = await client.http.get("/help/nothing-here")

    assert [a.status_code for a in (contents, page, found, missing)] == [200, 200, 200, 404]
    assert missing.json()["code"] == "help_page_missing"
    assert Path("tutorial/first-match").name in contents.text
