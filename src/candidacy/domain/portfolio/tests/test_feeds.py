from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser

from candidacy.domain.portfolio import atom_feed, sitemap, sitemap_index
from candidacy.domain.portfolio.feeds import ATOM, MOST_ENTRIES, SITEMAP
from candidacy.domain.portfolio.tests.payloads import payloads
from candidacy.domain.portfolio.tests.sites import PROJECT, WHEN, site

A, S = f"{{{ATOM}}}", f"{{{SITEMAP}}}"


def parsed(feed: bytes) -> Any:
    return feedparser.parse(feed)


def atom_faults(feed: bytes) -> list[str]:
    """What RFC 4287 asks for and is not there, or is there too often."""
    root, faults = ET.fromstring(feed), []
    for where, names in (
        (root, ("id", "title", "updated")),
        *((e, ("id", "title", "updated")) for e in root.iter(f"{A}entry")),
    ):
        faults += [f"{where.tag} {name}" for name in names if len(where.findall(f"{A}{name}")) != 1]
    faults += [
        f"moment {e.text}"
        for e in root.iter()
        if e.tag in {f"{A}updated", f"{A}published"} and not is_moment(e.text)
    ]
    ids = [str(e.text) for e in root.iter(f"{A}id")]
    faults += ["ids twice"] if len(set(ids)) != len(ids) else []
    faults += [f"no address {i}" for i in ids if not urlsplit(i).scheme]
    if (
        not root.findall(f"{A}author/{A}name")
        or [e.get("rel") for e in root.findall(f"{A}link")].count("self") != 1
    ):
        faults.append("author or self")
    for entry in root.iter(f"{A}entry"):
        alternates = [e for e in entry.findall(f"{A}link") if e.get("rel") == "alternate"]
        if len(alternates) != 1 or not (entry.findall(f"{A}content") or entry.findall(f"{A}summary")):
            faults.append("entry without alternate or content")
    return faults


def is_moment(text: str | None) -> bool:
    return datetime.fromisoformat(str(text)).tzinfo is not None


def test_folio_010_a_reader_of_feeds_reads_the_feed() -> None:
    feed = parsed(atom_feed(site()))

    assert not feed.bozo
    assert (feed.version, feed.feed.title) == ("atom10", "Ada Lovelace")
    assert [entry.title for entry in feed.entries] == ["Notes", "Mathematics", "Analytical Engine"]
    assert [tag.term for tag in feed.entries[2].tags] == ["engines", "cards"]


def test_folio_010_the_feed_keeps_the_rules_of_atom() -> None:
    assert atom_faults(atom_feed(site())) == []
    assert atom_faults(atom_feed(site(entries=()))) == []


def test_folio_010_hostile_words_break_no_feed_and_nothing_of_them_runs() -> None:
    entries = tuple(
        replace(
            PROJECT,
            id=PROJECT.id.__class__(int=n + 10),
            slug=f"e{n}",
            title=text,
            summary=text,
            body=text,
            tags=(text,),
        )
        for n, text in enumerate(payloads()[:MOST_ENTRIES])
    )
    made = atom_feed(site(name=payloads()[0], entries=entries))

    assert atom_faults(made) == []
    assert not parsed(made).bozo
    for entry in parsed(made).entries:
        assert (entry.title_detail.type, entry.summary_detail.type) == ("text/plain", "text/plain")
        assert "<script" not in entry.content[0].value


def test_a_feed_ends_with_its_fiftieth_entry() -> None:
    many = tuple(replace(PROJECT, slug=f"e{n}") for n in range(MOST_ENTRIES + 5))

    assert len(parsed(atom_feed(site(entries=many))).entries) == MOST_ENTRIES


def test_folio_011_the_sitemap_keeps_its_schema() -> None:
    root = ET.fromstring(sitemap(site()))

    assert root.tag == f"{S}urlset"
    assert {child.tag for url in root for child in url} == {f"{S}loc", f"{S}lastmod"}
    assert [e.text for e in root.iter(f"{S}loc")] == [
        "https://example.org/p/ada",
        "https://example.org/p/ada/engine",
        "https://example.org/p/ada/notes",
        "https://example.org/p/ada/maths",
    ]
    assert all(is_moment(e.text) for e in root.iter(f"{S}lastmod"))


def test_folio_011_the_index_names_the_sitemap_of_each() -> None:
    root = ET.fromstring(sitemap_index([("https://example.org/p/ada/sitemap.xml", WHEN)]))

    assert root.tag == f"{S}sitemapindex"
    assert [e.text for e in root.iter(f"{S}loc")] == ["https://example.org/p/ada/sitemap.xml"]
