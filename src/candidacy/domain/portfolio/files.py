"""A portfolio as Markdown files with front matter, for other programs."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from candidacy.domain.portfolio.schema import Entry, Link


def markdown_file(entry: Entry, *, draft: bool, pictures: Sequence[str] = ()) -> str:
    """An item: its facts as front matter in YAML, of which JSON is a part, then its text."""
    facts: dict[str, Any] = {
        "title": entry.title,
        "slug": entry.slug,
        "kind": entry.kind.value,
        "draft": draft,
        "summary": entry.summary,
        "tags": list(entry.tags),
        "url": entry.url,
        "issuer": entry.issuer,
        "starts_on": entry.starts_on.isoformat() if entry.starts_on else "",
        "ends_on": entry.ends_on.isoformat() if entry.ends_on else "",
        "published_at": "" if draft else entry.published_at.isoformat(),
        "pictures": [
            {"file": name, "alt": one.alt} for name, one in zip(pictures, entry.pictures, strict=True)
        ],
    }
    return _document(facts, entry.body)


def profile_file(name: str, headline: str, about: str, links: Sequence[Link]) -> str:
    """The person: name, headline and links, then what they say of themselves."""
    listed = [{"label": link.label, "url": link.url} for link in links]
    return _document({"name": name, "headline": headline, "links": listed}, about)


def _document(facts: Mapping[str, Any], body: str) -> str:
    lines = [
        f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items() if value != ""
    ]
    return "\n".join(["---", *lines, "---", "", body.strip(), ""])
