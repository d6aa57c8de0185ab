"""JSON-LD of schema.org: the person, and each thing they publish."""

import json
from typing import Any

from candidacy.domain.portfolio.markdown import to_text
from candidacy.domain.portfolio.schema import Entry, Kind, Picture, Site

CONTEXT = "https://schema.org"
TYPES = {
    Kind.PROJECT: "CreativeWork",
    Kind.POST: "BlogPosting",
    Kind.CERTIFICATION: "EducationalOccupationalCredential",
}
_MOST_TEXT = 300


def person(site: Site) -> dict[str, Any]:
    """The person with their works, certificates and places on the web."""
    found: dict[str, Any] = {
        "@context": CONTEXT,
        **_person(site),
        "description": to_text(site.about)[:_MOST_TEXT],
        "sameAs": [link.url for link in site.links],
        "knowsAbout": list(site.history.skills),
        "hasCredential": [_entry(site, e) for e in site.of_kind(Kind.CERTIFICATION)],
        "subjectOf": [_entry(site, e) for e in site.entries if e.kind is not Kind.CERTIFICATION],
    }
    return _filled(found)


def entry(site: Site, one: Entry) -> dict[str, Any]:
    """One item with who made it."""
    role = "about" if one.kind is Kind.CERTIFICATION else "author"
    return _filled({"@context": CONTEXT, **_entry(site, one), role: _person(site)})


def as_script(value: dict[str, Any]) -> str:
    """The JSON as it may stand within a script element: nothing in it ends that, or begins another."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _person(site: Site) -> dict[str, Any]:
    return _filled(
        {
            "@type": "Person",
            "@id": site.address,
            "name": site.name,
            "jobTitle": site.headline,
            "url": site.address,
        }
    )


def _entry(site: Site, one: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": TYPES[one.kind],
        "name": one.title,
        "url": site.address_of(one),
        "description": one.summary,
        "keywords": list(one.tags),
        "sameAs": one.url,
    }
    found |= _credential(one) if one.kind is Kind.CERTIFICATION else _work(one)
    if one.pictures:
        found["image"] = [picture_address(site.address, p, max(p.widths)) for p in one.pictures]
    return _filled(found)


def _credential(one: Entry) -> dict[str, Any]:
    issuer = {"@type": "Organization", "name": one.issuer} if one.issuer else None
    return {
        "recognizedBy": issuer,
        "dateCreated": one.starts_on.isoformat() if one.starts_on else "",
        "expires": one.ends_on.isoformat() if one.ends_on else "",
    }


def _work(one: Entry) -> dict[str, Any]:
    found = {
        "datePublished": one.published_at.isoformat(),
        "dateModified": one.updated_at.isoformat(),
    }
    return found | ({"headline": one.title[:110]} if one.kind is Kind.POST else {})


def picture_address(base: str, picture: Picture, width: int) -> str:
    """Where a picture of the portfolio at ``base`` lies in one width."""
    return f"{base}/media/{picture.id}-{width}.webp"


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in value.items() if one not in ("", None, [], {})}
