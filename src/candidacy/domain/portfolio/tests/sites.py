"""A portfolio for tests."""

from datetime import UTC, date, datetime
from uuid import UUID

from candidacy.domain.portfolio import Entry, History, Kind, Link, Picture, Site, Stay

WHEN = datetime(2026, 1, 10, 9, 30, tzinfo=UTC)
PICTURE = Picture("01a1ff77-c51a-72a5-ad79-8b046885e3ca", "An engine", 1600, 900, (480, 960, 1600))
PROJECT = Entry(
    id=UUID(int=1),
    kind=Kind.PROJECT,
    slug="engine",
    title="Analytical Engine",
    published_at=WHEN,
    updated_at=WHEN,
    summary="It computes",
    body="# How\n\nWith **gears** & cards <b>",
    tags=("engines", "cards"),
    url="https://example.org/engine",
    starts_on=date(2024, 1, 1),
    pictures=(PICTURE,),
)
POST = Entry(
    id=UUID(int=2),
    kind=Kind.POST,
    slug="notes",
    title="Notes",
    published_at=WHEN.replace(day=12),
    updated_at=WHEN.replace(day=13),
    body="On engines.",
)
CERTIFICATE = Entry(
    id=UUID(int=3),
    kind=Kind.CERTIFICATION,
    slug="maths",
    title="Mathematics",
    published_at=WHEN,
    updated_at=WHEN,
    issuer="University of London",
    starts_on=date(2023, 5, 1),
    ends_on=date(2026, 5, 1),
    url="https://example.org/credential",
)


def site(**changes: object) -> Site:
    values: dict[str, object] = {
        "id": UUID(int=9),
        "address": "https://example.org/p/ada",
        "path": "/p/ada",
        "name": "Ada Lovelace",
        "updated_at": WHEN,
        "headline": "Analyst",
        "about": "I *compute*.",
        "links": (Link("Code", "https://code.example/ada"),),
        "entries": (PROJECT, POST, CERTIFICATE),
        "history": History((Stay("Analyst", "Engines Ltd"),), (), ("Python",)),
        "indexable": True,
    }
    return Site(**{**values, **changes})  # type: ignore[arg-type] # The values are those above.
