"""What a portfolio shows beside a match, which counts for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import text

if TYPE_CHECKING:
    from candidacy.testing.application import Client

CV = {"candidate_name": "Ada Lovelace", "skills": ["SQL"], "experience_years": 3}
POSTING = "Developer\n\nRequirements\n- Kubernetes\n- SQL\n- Docker"
SHOWN = "Your portfolio shows more"


async def match(client: Client) -> tuple[dict[str, Any], str]:
    """The match, and its page."""
    cv = (await client.http.post("/api/v1/cvs", json=CV)).json()["id"]
    posting = (await client.http.post("/api/v1/postings", json={"text": POSTING})).json()["id"]
    made = (await client.http.post("/api/v1/matches", json={"cv_id": cv, "posting_id": posting})).json()
    return made["match"], (await client.http.get(f"/matches/{made['id']}")).text


async def publish(client: Client, **given: Any) -> str:
    item = {"kind": "project", "title": "Fleet", "body": "Runs on Kubernetes.\n\nAlso SQL.", **given}
    made = (await client.http.post("/api/v1/portfolio/items", json=item)).json()["id"]
    await client.http.post(f"/api/v1/portfolio/items/{made}/publish", json={})
    return str(made)


async def test_folio_042_an_allowed_item_speaks_of_what_the_cv_does_not_show(client: Client) -> None:
    item = await publish(client, as_evidence=True)

    _, page = await match(client)

    told = page.partition(SHOWN)[2].partition("</section>")[0]
    assert f'href="/portfolio/items/{item}"' in told
    assert "Runs on Kubernetes." in told
    assert "Also SQL." not in told


async def test_folio_042_a_portfolio_changes_no_digit_of_a_score(client: Client) -> None:
    before, _ = await match(client)
    await publish(client, as_evidence=True)

    after, _ = await match(client)

    assert after == before


async def test_folio_042_what_is_not_allowed_or_not_published_is_not_shown(client: Client) -> None:
    await publish(client)
    hidden = await publish(client, as_evidence=True)
    await client.http.post(f"/api/v1/portfolio/items/{hidden}/unpublish")

    _, page = await match(client)

    assert SHOWN not in page


async def test_folio_042_what_a_team_publishes_says_nothing_of_a_candidate(client: Client) -> None:
    await publish(client, as_evidence=True)
    async with client.application.sessions.begin() as session:
        await session.execute(text("update workspaces set kind = 'team'"))

    _, page = await match(client)

    assert SHOWN not in page
