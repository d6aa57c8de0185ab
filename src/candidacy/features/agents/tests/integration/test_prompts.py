"""Versions of prompts: the one in use, a try, and experiments that end when the data says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from candidacy.ai_agents.interface import Made, ProviderKind
from candidacy.ai_agents.loopback import Fault, LoopbackModels
from candidacy.features.agents import public
from candidacy.features.agents.repository import PromptRepository
from candidacy.features.agents.service.experiments import choices_of
from candidacy.features.agents.tests.models import set_up
from candidacy.features.auth.tests.people import add_user, login, signed_in
from candidacy.features.workspaces import public as workspaces
from candidacy.kernel.ids import uuid7

if TYPE_CHECKING:
    from candidacy.testing.application import Client

PROMPT = "/api/v1/admin/prompts/check.hello"
ARMS = {"arms": [{"name": "old", "version": 1}, {"name": "new", "version": 1}]}


async def started(client: Client, **more: Any) -> str:
    made = await client.http.post(f"{PROMPT}/experiments", json={**ARMS, **more})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


async def noted(client: Client, experiment: str, arm: str, accepted: int, offered: int) -> dict[str, Any]:
    made = Made("check.hello", 1, ProviderKind.OPENAI, "m", uuid7(), f"{experiment.replace('-', '')}:{arm}")
    application = client.application
    async with application.sessions.begin() as session:
        await public.note_accepted(
            session, application.agents.clock, [made], accepted=accepted, offered=offered
        )
    found: dict[str, Any] = (await client.http.get(f"/api/v1/admin/experiments/{experiment}")).json()
    return found


async def test_agent_010_prompts_are_shown_with_the_version_in_use(client: Client) -> None:
    listed = (await client.http.get("/api/v1/admin/prompts")).json()
    one = (await client.http.get(PROMPT)).json()

    assert {"review.structure", "tailoring.propose"} <= {prompt["id"] for prompt in listed}
    assert (one["active"], list(one["texts"][0]["variables"])) == (1, ["greeting"])
    assert "{{greeting}}" in one["texts"][0]["user"]


async def test_agent_010_a_version_is_chosen_for_everybody(client: Client) -> None:
    answer = await client.http.put(f"{PROMPT}/active", json={"version": 1})

    async with client.application.sessions() as session:
        assert await PromptRepository(session).choices() == {"check.hello": 1}
    assert answer.json()["active"] == 1


@pytest.mark.parametrize("path", [f"{PROMPT}/active", "/api/v1/admin/prompts/no.such/active"])
async def test_a_version_that_does_not_ship_is_not_chosen(client: Client, path: str) -> None:
    answer = await client.http.put(path, json={"version": 99})

    assert (answer.status_code, answer.json()["code"]) == (404, "prompt_unknown")


async def test_agent_010_a_try_shows_what_the_model_answers_and_what_that_cost(
    quick: Client, models: LoopbackModels
) -> None:
    await set_up(quick, models, input_price="3")

    answer = await quick.http.post(f"{PROMPT}/try", json={"version": 1, "variables": {"greeting": "Hello"}})
    page = await quick.http.post(
        "/admin/prompts/check.hello/try", data={"version": "1", "greeting": "Hello there"}
    )

    told = answer.json()
    assert '"ready": true' in told["output"]
    assert told["input_tokens"] > 0
    assert float(told["cost"]) > 0
    assert "What the model answered" in page.text
    assert "Hello there" in models.asked[-1].user


async def test_a_try_without_a_model_says_so(client: Client) -> None:
    answer = await client.http.post(f"{PROMPT}/try", json={"version": 1, "variables": {}})
    page = await client.http.post("/admin/prompts/check.hello/try", data={"version": "1"})

    assert (answer.status_code, answer.json()["code"]) == (503, "no_model")
    assert "No model is configured" in page.text


async def test_a_try_that_fails_says_why(quick: Client) -> None:
    async with LoopbackModels(fault=Fault.KEY) as models:
        await set_up(quick, models, save_anyway=True)
        answer = await quick.http.post(f"{PROMPT}/try", json={"version": 1, "variables": {}})

    assert answer.json()["code"] == "model_key_refused"


async def test_agent_010_only_who_runs_the_installation_gets_there(client: Client) -> None:
    admin = await signed_in(client)
    await add_user(client, "root@example.org", superuser=True)
    root = await login(client, "root@example.org")
    key = {"name": "k", "scopes": ["models:read", "models:write"]}
    bearer = {"Authorization": f"Bearer {root['access_token']}"}
    made = await client.http.post("/api/v1/api-keys", json=key, headers=bearer)
    program = {"Authorization": f"Bearer {made.json()['key']}"}

    answers = [
        await client.http.get("/api/v1/admin/prompts", headers=headers)
        for headers in (admin.bearer, bearer, program)
    ]

    assert [answer.status_code for answer in answers] == [403, 200, 403]


async def test_agent_011_nothing_is_said_before_there_is_enough(client: Client) -> None:
    experiment = await started(client)

    found = await noted(client, experiment, "new", 19, 20)

    assert (found["verdict"], found["said"]) == ("not_enough_data", "Not enough data yet.")
    assert found["arms"][1]["accepted"] == {"n": 20, "value": None, "low": None, "high": None}


async def test_agent_011_the_same_cv_gets_the_same_version_each_time(client: Client) -> None:
    await started(client)
    async with client.application.sessions() as session:
        running = await PromptRepository(session).running()
    units = [str(uuid7()) for _ in range(200)]

    first, second = (
        [choices_of({}, running, unit).choose("check.hello") for unit in units] for _ in range(2)
    )

    assert first == second
    arms = [c.experiment.partition(":")[2] for c in first if c is not None and c.experiment is not None]
    assert 60 < arms.count("old") < 140


async def test_agent_011_a_difference_has_its_interval(client: Client) -> None:
    experiment = await started(client)
    await noted(client, experiment, "old", 30, 60)

    found = await noted(client, experiment, "new", 33, 60)

    assert found["verdict"] == "undecided"
    against = found["arms"][1]["against_first"]
    assert against["low"] < 0 < against["high"]


@pytest.mark.parametrize(
    ("accepted", "verdict"),
    [(58, "better"), (2, "worse")],
)
async def test_agent_012_a_sure_difference_ends_it(client: Client, accepted: int, verdict: str) -> None:
    experiment = await started(client)
    await noted(client, experiment, "old", 30, 60)

    found = await noted(client, experiment, "new", accepted, 60)

    assert found["verdict"] == verdict
    assert found["ended_at"] is not None
    async with client.application.sessions() as session:
        assert await PromptRepository(session).running() == []


async def test_one_experiment_of_a_prompt_runs_at_a_time_and_decides_alone(client: Client) -> None:
    experiment = await started(client)

    again = await client.http.post(f"{PROMPT}/experiments", json=ARMS)
    chosen = await client.http.put(f"{PROMPT}/active", json={"version": 1})
    stopped = await client.http.post(f"/api/v1/admin/experiments/{experiment}/stop")
    twice = await client.http.post(f"/api/v1/admin/experiments/{experiment}/stop")

    assert [again.json()["code"], chosen.json()["code"]] == ["experiment_running"] * 2
    assert stopped.json()["ended_because"] == "Stopped by hand."
    assert twice.json()["code"] == "experiment_over"
    await started(client)


@pytest.mark.parametrize("names", [("same", "same"), ("a", "b")])
async def test_arms_that_cannot_be_told_apart_or_drawn_are_refused(
    client: Client, names: tuple[str, str]
) -> None:
    arms = [{"name": name, "version": 1, "weight": int(names == ("same", "same"))} for name in names]

    answer = await client.http.post(f"{PROMPT}/experiments", json={"arms": arms})

    assert answer.json()["code"] == "bad_experiment"


async def test_calls_of_an_experiment_are_measured(quick: Client, models: LoopbackModels) -> None:
    await set_up(quick, models)
    experiment = await started(quick)
    application = quick.application
    async with application.sessions() as session:
        workspace = (await workspaces.local_actor(session)).workspace
    client = await public.client_for(application.agents, workspace, public.Work("test"))
    assert client is not None

    answer = await client.ask("check.hello", {"greeting": "Hello"})

    found = (await quick.http.get(f"/api/v1/admin/experiments/{experiment}")).json()
    assert sum(arm["latency_ms"]["n"] for arm in found["arms"]) == 1
    assert answer.made.experiment is not None


async def test_without_a_model_there_are_no_agents(client: Client) -> None:
    application = client.application
    async with application.sessions() as session:
        workspace = (await workspaces.local_actor(session)).workspace
        assert await public.model_name(session, application.agents, workspace) is None

    assert await public.agents_for(application.agents, workspace, public.Work("review")) is None


async def test_with_a_model_there_are_agents_on_it(quick: Client, models: LoopbackModels) -> None:
    await set_up(quick, models)
    application = quick.application
    async with application.sessions() as session:
        workspace = (await workspaces.local_actor(session)).workspace
        assert await public.model_name(session, application.agents, workspace) == "loopback-1"

    assert await public.agents_for(application.agents, workspace, public.Work("review")) is not None


def test_what_made_something_is_told_to_the_log_of_decisions() -> None:
    made = Made("review.structure", 2, ProviderKind.OPENAI, "m-1", uuid7())

    told = public.decision_inputs([made, made])

    assert (told["models"], told["prompts"]) == (["openai:m-1"], ["review.structure v2"])
    assert told["calls"] == [str(made.call_id)] * 2
