"""The pages of models and prompts, as a person uses them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from candidacy.ai_agents.loopback import Fault, LoopbackModels
from candidacy.features.agents.tests.models import KEY, compatible, set_up
from candidacy.features.auth.tests.people import signed_in

if TYPE_CHECKING:
    from candidacy.testing.application import Client

PAGE = "/workspace/models"


async def test_without_a_model_the_page_says_what_one_would_add(client: Client) -> None:
    page = await client.http.get(PAGE)

    assert "work by rules" in page.text
    assert "Set up a model for this workspace" in page.text


async def test_agent_002_a_model_that_works_is_kept_by_the_form(
    quick: Client, models: LoopbackModels
) -> None:
    saved = await quick.http.post(PAGE, data=compatible(models))
    page = await quick.http.get(saved.headers["location"])

    assert (saved.status_code, saved.headers["location"]) == (303, f"{PAGE}?done=saved")
    assert "answered as it should" in page.text
    assert f"Key ending in {KEY[-4:]}" in page.text


async def test_agent_002_a_form_whose_model_fails_comes_back_without_the_key(quick: Client) -> None:
    async with LoopbackModels(fault=Fault.KEY) as models:
        refused = await quick.http.post(PAGE, data=compatible(models, monthly_tokens="5000"))
        anyway = await quick.http.post(PAGE, data=compatible(models, action="anyway"))

    assert refused.status_code == 409
    assert "The provider does not accept the key" in refused.text
    assert 'value="5000"' in refused.text
    assert KEY not in refused.text
    assert "Save anyway" in refused.text
    assert anyway.headers["location"] == f"{PAGE}?done=saved-untested"


async def test_agent_002_testing_keeps_nothing(quick: Client, models: LoopbackModels) -> None:
    tried = await quick.http.post(PAGE, data=compatible(models, action="test"))

    assert "It works" in tried.text
    assert "No model." in (await quick.http.get(PAGE)).text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"model": ""}, "Name the model"),
        ({"base_url": ""}, "needs its address"),
        ({"monthly_tokens": "many"}, "whole number above 0"),
        ({"monthly_cost": "5"}, "needs the prices"),
        ({"concurrency": "0"}, "1 to 64"),
        ({"input_price": "-1"}, "Prices are amounts"),
    ],
)
async def test_a_form_that_makes_no_sense_says_what_to_correct(
    quick: Client, models: LoopbackModels, wrong: dict[str, str], said: str
) -> None:
    answer = await quick.http.post(PAGE, data=compatible(models, **wrong))

    assert answer.status_code == 422
    assert said in answer.text
    assert KEY not in answer.text
    assert models.asked == []


async def test_removing_a_model_by_the_page(quick: Client, models: LoopbackModels) -> None:
    await set_up(quick, models)

    gone = await quick.http.post(f"{PAGE}/remove")

    assert gone.headers["location"] == f"{PAGE}?done=removed"
    assert "No model." in (await quick.http.get(PAGE)).text


async def test_agent_007_use_and_cost_are_shown_and_taken_along(
    quick: Client, models: LoopbackModels
) -> None:
    empty = await quick.http.get(f"{PAGE}/usage")
    await set_up(quick, models, input_price="2")

    page = await quick.http.get(f"{PAGE}/usage")
    api = (await quick.http.get("/api/v1/models/usage")).json()
    table = await quick.http.get("/api/v1/models/usage?format=csv")

    assert "No calls in this period" in empty.text
    assert "Test of the settings" in page.text
    assert (api["calls"], api["items"][0]["purpose"], api["since"]) == (1, "settings test", "2026-01-01")
    assert float(api["cost"]) > 0
    assert table.headers["content-type"].startswith("text/csv")
    assert "attachment" in table.headers["content-disposition"]
    assert table.text.count("settings test") == 1


async def test_agent_008_the_use_of_all_is_shown_to_who_runs_the_installation(
    quick: Client, models: LoopbackModels
) -> None:
    await set_up(quick, models)

    page = await quick.http.get("/admin/models/usage")
    table = await quick.http.get("/api/v1/admin/models/usage?format=csv")

    assert "no workspace is told from another" in page.text
    assert "Test of the settings" in page.text
    assert "loopback-1" in table.text


async def test_agent_007_a_period_is_chosen_by_somebody_who_signed_in(client: Client) -> None:
    person = await signed_in(client)

    page = await client.http.get(f"{PAGE}/usage", headers={**person.bearer, "Accept": "text/html"})

    assert 'action="/workspace/models/usage"' in page.text


@pytest.mark.parametrize("query", ["from=x&to=y", "from=0001-01-01&to=9999-12-31", "from=2026-02-30"])
async def test_mistyped_days_are_this_month(client: Client, query: str) -> None:
    page = await client.http.get(f"{PAGE}/usage?{query}")

    assert page.status_code == 200
    assert 'value="2026-01-01"' in page.text


async def test_agent_010_a_prompt_is_shown_with_its_text_and_what_it_takes(client: Client) -> None:
    listed = await client.http.get("/admin/prompts")
    page = await client.http.get("/admin/prompts/check.hello?before=1&after=99")
    missing = await client.http.get("/admin/prompts/no.such")

    assert "/admin/prompts/review.structure" in listed.text
    assert "{{greeting}} Answer with ready set to true." in page.text
    assert "There is one version of this prompt so far" in page.text
    assert missing.status_code == 404


async def test_agent_011_an_experiment_is_shown_without_a_winner_and_stopped(client: Client) -> None:
    arms = [{"name": "old", "version": 1}, {"name": "new", "version": 1}]
    started = await client.http.post("/api/v1/admin/prompts/check.hello/experiments", json={"arms": arms})

    running = await client.http.get("/admin/prompts/check.hello")
    stopped = await client.http.post(f"/admin/experiments/{started.json()['id']}/stop")
    after = await client.http.get(stopped.headers["location"])

    assert "not enough data yet (0)" in running.text
    assert "An experiment decides at the moment" in running.text
    assert "Stopped by hand." in after.text


async def test_agent_010_a_version_is_chosen_by_the_page(client: Client) -> None:
    chosen = await client.http.post("/admin/prompts/check.hello/activate", data={"version": "1"})
    page = await client.http.get(chosen.headers["location"])

    assert "used from the next call on" in page.text


async def test_agent_010_a_prompt_comes_with_a_sample_and_with_two_versions_to_compare(
    client: Client,
) -> None:
    page = await client.http.get("/admin/prompts/tailoring.propose")
    told = (await client.http.get("/api/v1/admin/prompts/tailoring.propose")).json()

    assert told["texts"][-1]["samples"]["cv"].splitlines()[-1] in page.text
    assert re.search(r'id="second".*?<option value="1" selected', page.text, re.DOTALL)


async def test_two_arms_of_one_version_have_no_names_of_their_own(client: Client) -> None:
    answer = await client.http.post(
        "/admin/prompts/check.hello/experiments", data={"first": "1", "second": "1"}
    )

    assert answer.status_code == 400
