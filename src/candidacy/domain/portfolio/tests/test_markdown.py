from html.parser import HTMLParser

import pytest

from candidacy.domain.portfolio import is_safe_link, to_html, to_text
from candidacy.domain.portfolio.markdown import SCHEMES
from candidacy.domain.portfolio.tests.payloads import payloads

PAYLOADS = payloads()
HARMLESS = frozenset(
    "a p br hr h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong s table thead tbody tr th td".split()  # noqa: SIM905
)


class Elements(HTMLParser):
    """The elements and attributes that a browser would make of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements_of(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Elements()
    parser.feed(html)
    parser.close()
    return parser.found


def test_there_are_many_payloads() -> None:
    assert len(PAYLOADS) >= 200


@pytest.mark.parametrize("start", range(0, len(PAYLOADS), 20))
def test_folio_003_hostile_text_becomes_harmless_elements_alone(start: int) -> None:
    for payload in PAYLOADS[start : start + 20]:
        for tag, attributes in elements_of(to_html(payload)):
            assert tag in HARMLESS, payload
            assert set(attributes) <= {"href", "title", "rel", "start"}, payload
            address = attributes.get("href") or ""
            scheme = address.partition(":")[0].lower()
            assert ":" not in address or scheme in SCHEMES or "/" in scheme or "%" in scheme, payload


def test_what_markdown_means_is_shown() -> None:
    html = to_html("# Engine\n\n**Fast**, *small*, ~~slow~~ `code`\n\n- one\n- two\n\n| a |\n|---|\n| b |\n")

    assert [tag for tag, _ in elements_of(html)] == [
        *("h2", "p", "strong", "em", "s", "code", "ul", "li", "li"),
        *("table", "thead", "tr", "th", "tbody", "tr", "td"),
    ]


def test_a_link_leads_away_without_telling_from_where() -> None:
    html = to_html("[Engine](https://example.org/engine)")

    assert elements_of(html)[1] == (
        "a",
        {"href": "https://example.org/engine", "rel": "nofollow noopener noreferrer ugc"},
    )


def test_folio_003_a_picture_from_elsewhere_is_a_link_and_is_not_fetched() -> None:
    html = to_html("![An engine](https://tracker.example/x.png)")

    assert [tag for tag, _ in elements_of(html)] == ["p", "a"]
    assert ">An engine</a>" in html


@pytest.mark.parametrize(
    "address", ["https://example.org", "mailto:ada@example.org", "/p/ada", "#top", "a/b:c"]
)
def test_links_that_are_safe(address: str) -> None:
    assert is_safe_link(address)


@pytest.mark.parametrize(
    "address", ["javascript:x", "data:text/html,x", "//x.example", "\\\\x.example", "/\\x"]
)
def test_links_that_are_not(address: str) -> None:
    assert not is_safe_link(address)


def test_the_words_alone_are_what_a_search_finds() -> None:
    text = to_text("# Engine\n\nIt *computes*\nfast.  \nVery.\n\n- one\n\n```\ncode\n```\n\n![a gear](x.png)")

    assert text == "Engine\nIt computes fast.\nVery.\none\ncode\na gear"
