"""An Atom feed (RFC 4287) and a sitemap (sitemaps.org 0.9) of a portfolio."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from xml.etree import ElementTree as ET

from candidacy.domain.portfolio.markdown import to_html
from candidacy.domain.portfolio.schema import Entry, Kind, Site

ATOM: Final = "http://www.w3.org/2005/Atom"
SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_ENTRIES = 50
MOST_ADDRESSES = 50_000
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for."""


def atom_feed(site: Site) -> bytes:
    """What was published, newest first."""
    entries = sorted(site.entries, key=lambda e: (e.published_at, e.slug), reverse=True)[:MOST_ENTRIES]
    updated = max((site.updated_at, *(e.updated_at for e in entries)))
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": site.language})
    _text(feed, "id", site.id.urn)
    _text(feed, "title", site.name)
    if site.headline:
        _text(feed, "subtitle", site.headline)
    _text(feed, "updated", _moment(updated))
    _link(feed, site.address, "alternate", "text/html")
    _link(feed, f"{site.address}/feed.atom", "self", "application/atom+xml")
    author = ET.SubElement(feed, "author")
    _text(author, "name", site.name)
    _text(author, "uri", site.address)
    for entry in entries:
        feed.append(_entry(site, entry))
    return _written(feed)


def _entry(site: Site, entry: Entry) -> ET.Element:
    made = ET.Element("entry")
    _text(made, "id", entry.id.urn)
    _text(made, "title", entry.title)
    _text(made, "published", _moment(entry.published_at))
    _text(made, "updated", _moment(max(entry.updated_at, entry.published_at)))
    _link(made, site.address_of(entry), "alternate", "text/html")
    for tag in entry.tags:
        ET.SubElement(made, "category", {"term": _clean(tag)})
    if entry.summary:
        _text(made, "summary", entry.summary)
    if entry.body and entry.kind is not Kind.CERTIFICATION:
        content = _text(made, "content", to_html(entry.body))
        content.set("type", "html")
    elif not entry.summary:
        _text(made, "summary", entry.issuer or entry.title)
    return made


def sitemap(site: Site) -> bytes:
    """The pages of a portfolio, with when each last changed."""
    entries = site.entries[: MOST_ADDRESSES - 1]
    newest = max((site.updated_at, *(e.updated_at for e in entries)))
    pages = [(site.address, newest), *((site.address_of(e), e.updated_at) for e in entries)]
    return _addresses("urlset", "url", pages)


def sitemap_index(sites: Iterable[tuple[str, datetime]]) -> bytes:
    """The sitemaps of an installation."""
    return _addresses("sitemapindex", "sitemap", sites)


def _addresses(name: str, each: str, pages: Iterable[tuple[str, datetime]]) -> bytes:
    root = ET.Element(name, {"xmlns": SITEMAP})
    for address, changed in pages:
        one = ET.SubElement(root, each)
        ET.SubElement(one, "loc").text = _clean(address)
        ET.SubElement(one, "lastmod").text = _moment(changed)
    return _written(root)


def _text(parent: ET.Element, name: str, value: str) -> ET.Element:
    made = ET.SubElement(parent, name)
    made.text = _clean(value)
    return made


def _link(parent: ET.Element, address: str, rel: str, kind: str) -> None:
    ET.SubElement(parent, "link", {"href": _clean(address), "rel": rel, "type": kind})


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)


def _moment(value: datetime) -> str:
    return value.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _written(root: ET.Element) -> bytes:
    made: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return made
