"""What visitors get: nothing private, nothing that runs, nothing twice."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from candidacy.domain.portfolio.tests.payloads import payloads
from candidacy.domain.portfolio.tests.test_feeds import atom_faults
from candidacy.domain.portfolio.tests.test_markdown import elements_of
from candidacy.features.portfolio.tests.others import counted, nobody
from candidacy.features.portfolio.tests.works import (
    EVERYTHING,
    add_picture,
    make_item,
    open_portfolio,
    picture,
    published,
    unlisted_link,
)
from candidacy.kernel.clock import FixedClock

if TYPE_CHECKING:
    from candidacy.testing.application import Client

CANARY = "zqcanary"
# The whole number, however it is written: four digits of it occur in random identifiers too.
PHONE = re.compile(rb"7946(?:%20|[^0-9a-zA-Z]){0,3}0958")
LINKED = re.compile(r"""(?:href|src|content)="([^"]+)"|(https?://[^\s"<>]+)""")
RESUME: dict[str, Any] = {
    "basics": {
        "name": f"{CANARY}-name",
        "email": f"{CANARY}@example.org",
        "phone": "+44 20 7946 0958",
        "url": f"https://{CANARY}.example",
        "summary": f"{CANARY} summary",
        "location": {"address": f"1 {CANARY} Street", "city": f"{CANARY}ville"},
    },
    "work": [{"name": "Engines Ltd", "position": "Analyst", "location": f"{CANARY} wharf"}],
    "education": [{"institution": "University", "area": "Maths", "score": f"{CANARY} grade"}],
    "references": [{"name": f"{CANARY} friend"}],
}


async def fill_with_secrets(client: Client, clock: FixedClock) -> list[str]:
    """A public portfolio with something private in every place there is; the addresses to begin from."""
    cv = (await client.http.post("/api/v1/cvs/import", json=RESUME)).json()["id"]
    sections = {**EVERYTHING, "post": "private", "skills": "private", "links": "unlisted"}
    links = [{"label": f"{CANARY} link", "url": f"https://{CANARY}.example"}]
    await open_portfolio(client, cv_id=cv, sections=sections, links=links, about="I compute.", indexable=True)
    shown = await published(client, "Engine", body="Gears.", tags=["cards"])
    await add_picture(client, shown["id"], picture(note=f"{CANARY} camera"))
    await make_item(client, f"{CANARY} draft", body=f"{CANARY} text")
    later = await make_item(client, f"{CANARY} later")
    at = (clock.now() + timedelta(days=1)).isoformat()
    await client.http.post(f"/api/v1/portfolio/items/{later['id']}/publish", json={"at": at})
    hidden = await published(client, f"{CANARY} post", kind="post", body=f"{CANARY} body")
    image = await add_picture(client, hidden["id"], alt=f"{CANARY} picture")
    deleted = await published(client, f"{CANARY} deleted")
    await client.http.delete(f"/api/v1/portfolio/items/{deleted['id']}")
    named = ("draft", "post", "post/card.png", "later", "deleted")
    fixed = ("/p/ada", "/p/ada/feed.atom", "/p/ada/sitemap.xml", "/p/ada/card.png", "/p/ada/media/x.webp")
    nowhere = ("/p/nobody-here", "/p/ada/nothing-here", "/u/no-such-token", "/robots.txt", "/sitemap.xml")
    return [*fixed, *nowhere, *(f"/p/ada/{CANARY}-{n}" for n in named), f"/p/ada/media/{image['id']}-60.webp"]


async def crawl(client: Client, start: list[str]) -> dict[str, bytes]:
    """All that somebody without an account gets by following every address there is."""
    seen: dict[str, bytes] = {}
    waiting = list(start)
    async with client.acting_as(nobody) as visitor:
        while waiting:
            path = waiting.pop()
            if path in seen:
                continue
            answer = await visitor.http.get(path, headers={"accept": "text/html"})
            seen[path] = str(answer.headers).encode() + answer.content
            for found in LINKED.findall(answer.text if "image" not in answer.headers["content-type"] else ""):
                address = (found[0] or found[1]).replace("http://127.0.0.1:8000", "").partition(" ")[0]
                if address.startswith(("/p/", "/u/", "/sitemap")):
                    waiting.append(address)
    return seen


async def test_folio_015_nothing_private_is_anywhere_public(client: Client, clock: FixedClock) -> None:
    start = await fill_with_secrets(client, clock)

    seen = await crawl(client, start)

    asked_for = {path for path in seen if CANARY in path}
    leaks = [p for p, content in seen.items() if CANARY.encode() in content or PHONE.search(content)]
    assert leaks == []
    assert len(seen) == len(start) + 3
    assert {"/p/ada/engine", "/p/ada/engine/card.png"} <= set(seen)
    assert all(b"Nothing here" in seen[path] for path in asked_for)


async def test_folio_015_behind_the_link_is_only_what_is_for_it(client: Client, clock: FixedClock) -> None:
    await fill_with_secrets(client, clock)

    seen = await crawl(client, [await unlisted_link(client)])

    told = b"".join(seen.values()).decode("utf-8", "replace")
    assert f"{CANARY} link" in told
    for private in ("draft", "later", "post", "deleted", "camera", "summary", "friend", "grade", "wharf"):
        assert f"{CANARY} {private}" not in told


async def test_folio_016_pages_hold_no_script_and_set_no_cookie(client: Client) -> None:
    await open_portfolio(client)
    await published(client)

    for path in ("/p/ada", "/p/ada/analytical-engine", "/p/nobody-here"):
        answer = await client.http.get(path, headers={"cookie": "refresh=x; __Host-refresh=x"})
        scripts = [kind for tag, kind in elements_of(answer.text) if tag == "script"]

        assert "set-cookie" not in answer.headers
        assert all(attributes == {"type": "application/ld+json"} for attributes in scripts)
        assert "default-src 'none'; script-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/p/ada",
        "/p/ada/analytical-engine",
        "/p/ada/feed.atom",
        "/p/ada/card.png",
        "/robots.txt",
        "/sitemap.xml",
    ],
)
async def test_folio_017_what_did_not_change_is_not_sent_again(client: Client, path: str) -> None:
    await open_portfolio(client)
    item = await published(client)
    first = await client.http.get(path)
    tag = {"If-None-Match": f'"other", W/{first.headers["etag"]}'}

    again = await client.http.get(path, headers=tag)
    await client.http.patch(f"/api/v1/portfolio/items/{item['id']}", json={"title": "Other", "body": "x"})
    changed = await client.http.get("/p/ada/analytical-engine", headers=tag)

    assert (first.headers["cache-control"], again.status_code, again.content) == (
        "public, no-cache",
        304,
        b"",
    )
    assert again.headers["etag"] == first.headers["etag"]
    assert changed.status_code == 200


async def test_folio_017_a_page_asks_the_database_four_questions_however_much_is_on_it(
    client: Client,
) -> None:
    await open_portfolio(client)
    asked = []
    for number in range(2):
        for _ in range(1 + 4 * number):
            item = await make_item(client, "Work")
            await add_picture(client, item["id"])
            await client.http.post(f"/api/v1/portfolio/items/{item['id']}/publish", json={})
        with counted(client) as statements:
            await client.http.get("/p/ada")
        asked.append(len(statements))

    assert asked == [5, 5]


async def test_folio_018_search_engines_are_told_to_stay_away_until_its_owner_lets_them_in(
    client: Client,
) -> None:
    await open_portfolio(client)
    away = await client.http.get("/p/ada")
    unlisted = await client.http.get("/p/ada/sitemap.xml"), (await client.http.get("/sitemap.xml")).text
    await open_portfolio(client, indexable=True)
    welcome = await client.http.get("/p/ada")
    listed = ET.fromstring((await client.http.get("/sitemap.xml")).content)

    assert (away.headers["x-robots-tag"], 'content="noindex, nofollow"' in away.text) == ("noindex", True)
    assert (unlisted[0].status_code, "ada" in unlisted[1]) == (404, False)
    assert ("x-robots-tag" in welcome.headers, 'content="index, follow"' in welcome.text) == (False, True)
    assert [e.text for e in listed.iter() if e.tag.endswith("loc")] == [
        "http://127.0.0.1:8000/p/ada/sitemap.xml"
    ]
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in (await client.http.get("/robots.txt")).text


async def test_folio_010_the_feed_of_a_portfolio_is_one(client: Client) -> None:
    await open_portfolio(client)
    await published(client, "Notes", kind="post", body="On *engines*.")

    feed = (await client.http.get("/p/ada/feed.atom")).content

    assert atom_faults(feed) == []
    assert feedparser.parse(feed).entries[0].content[0].value == "<p>On <em>engines</em>.</p>"


async def test_folio_012_a_page_says_to_programs_what_it_is(client: Client) -> None:
    await open_portfolio(client)
    await published(client, "Maths", kind="certification", issuer="University", ends_on="2027-01-01")

    text = (await client.http.get("/p/ada/maths")).text

    found = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)[0])
    assert (found["@type"], found["about"]["name"]) == ("EducationalOccupationalCredential", "Ada Lovelace")
    assert 'property="og:image" content="http://127.0.0.1:8000/p/ada/maths/card.png"' in text


PER_ITEM = 12


@pytest.mark.parametrize("part", range(3))
async def test_folio_003_hostile_words_in_any_field_stay_words(client: Client, part: int) -> None:
    """Each item carries many texts at once, in every field that takes any."""
    every = [text.replace("\0", "") for text in payloads()[part::3]]
    batches = [every[start : start + PER_ITEM] for start in range(0, len(every), PER_ITEM)]
    everything = "\n\n".join(every)
    await open_portfolio(client, name=every[0][:100], headline=every[1][:200], about=everything[:20_000])
    for number, batch in enumerate(batches):
        texts: dict[str, Any] = {
            "title": batch[0][:200],
            "summary": " ".join(batch)[:500],
            "body": "\n\n".join(batch),
        }
        texts |= {"issuer": batch[-1][:200], "tags": [text[:40] for text in batch]}
        kind = ("project", "post", "certification")[number % 3]
        item = await published(client, **{**texts, "kind": kind, "slug": f"item-{number}"})
        for path in (f"/p/ada/item-{number}", f"/portfolio/items/{item['id']}"):
            _assert_inert((await client.http.get(path)).text, path)
    for path in ("/p/ada", "/portfolio"):
        _assert_inert((await client.http.get(path)).text, path)
    assert atom_faults((await client.http.get("/p/ada/feed.atom")).content) == []


def _assert_inert(text: str, path: str) -> None:
    for tag, attributes in elements_of(text):
        assert not {name for name in attributes if name.startswith("on")}, (path, tag)
        assert tag not in {"iframe", "object", "embed", "base", "marquee", "svg:script"}, (path, tag)
        for name in ("href", "src", "action", "formaction"):
            address = (attributes.get(name) or "").strip().lower()
            assert not re.match(r"[\x00-\x20]*(j\s*a\s*v\s*a|vb)\s*script\s*:|data:text", address), (
                path,
                address,
            )
        if tag == "script" and attributes.get("type") != "application/ld+json":
            assert (attributes.get("src") or "").startswith("/static/"), (path, attributes)
