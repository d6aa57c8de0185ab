"""What leaves: the portfolio as Markdown, everything of a person, and what others may refer to."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

from sqlalchemy import text

from candidacy.features.portfolio import public
from candidacy.features.portfolio.tests.others import local
from candidacy.features.portfolio.tests.works import add_picture, make_item, open_portfolio, published

if TYPE_CHECKING:
    from candidacy.testing.application import Client


async def test_folio_040_a_portfolio_is_taken_along_as_markdown_and_pictures(client: Client) -> None:
    await open_portfolio(client, about="I compute.")
    item = await published(client, body="# How", summary="It computes")
    await add_picture(client, item["id"])
    await make_item(client, "Notes", kind="post")

    answer = await client.http.get("/api/v1/portfolio/export")

    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    names = archive.namelist()
    picture = next(name for name in names if name.endswith(".webp"))
    work = archive.read("projects/analytical-engine.md").decode()
    assert set(names) == {"about.md", "projects/analytical-engine.md", "posts/notes.md", picture}
    assert 'summary: "It computes"' in work
    assert f'"file": "../{picture}"' in work
    assert "draft: true" in archive.read("posts/notes.md").decode()


async def test_folio_041_the_export_of_a_person_holds_the_portfolio_and_no_secret(client: Client) -> None:
    await open_portfolio(client)
    item = await published(client)
    await add_picture(client, item["id"])
    await client.http.post("/api/v1/portfolio/link")
    export = (await client.http.post("/api/v1/me/exports")).json()
    await client.run_jobs()

    answer = await client.http.get(f"/api/v1/me/exports/{export['id']}/content")

    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    folder = next(n for n in archive.namelist() if n.endswith("portfolios.json")).removesuffix(
        "portfolios.json"
    )
    (portfolio,) = json.loads(archive.read(f"{folder}portfolios.json"))
    (work,) = json.loads(archive.read(f"{folder}portfolio_items.json"))
    assert (portfolio["handle"], work["title"]) == ("ada", "Analytical Engine")
    assert "link_hash" not in portfolio
    assert [n for n in archive.namelist() if n.endswith(".webp")] != []


async def test_folio_041_who_is_erased_leaves_no_portfolio_and_no_picture(client: Client) -> None:
    await open_portfolio(client)
    item = await published(client)
    await add_picture(client, item["id"])

    answer = await client.http.request("DELETE", "/api/v1/me", json={"confirm": "delete"})
    await client.run_jobs()

    assert answer.status_code == 204, answer.text
    async with client.application.sessions() as session:
        for table in ("portfolios", "portfolio_handles", "portfolio_items", "portfolio_image_files"):
            assert await session.scalar(text(f"select count(*) from {table}")) == 0
    assert [one async for one in client.application.services.storage.list()] == []


async def test_folio_042_only_what_is_published_and_allowed_is_evidence(client: Client) -> None:
    await open_portfolio(client)
    allowed = await published(
        client, "Engine", body="Written in **Python** with PostgreSQL.", as_evidence=True
    )
    await published(client, "Other", body="Rust")
    await make_item(client, "Draft", body="Kotlin", as_evidence=True)
    services, workspace = client.application.services, (await local(client.application.sessions)).workspace

    async with client.application.sessions() as session:
        found = await public.evidence_of(session, workspace, services.clock.now())
    skills = public.skills_of(found[0], services.taxonomy)

    assert [(one.id, one.title) for one in found] == [(found[0].id, "Engine")]
    assert str(found[0].id) == allowed["id"]
    assert {skill.label for skill in skills} >= {"Python", "PostgreSQL"}
    assert all(found[0].text[s.start : s.end] == s.text for s in skills)
