"""The model of a workspace: kept with a sealed key, tested on saving, confined to where it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from candidacy.ai_agents.loopback import Fault, LoopbackModels
from candidacy.features.agents.models import ModelRow
from candidacy.features.agents.policies.settings import InstallationModel
from candidacy.features.agents.service.settings import place_of
from candidacy.features.agents.tests.models import KEY, compatible, models_on, set_up
from candidacy.features.workspaces.tests.team import make_team
from candidacy.infrastructure.crypto import Keyring, Sealer, Unsealable
from candidacy.infrastructure.fetching import Guarded
from candidacy.kernel.ids import WorkspaceId, uuid7

if TYPE_CHECKING:
    from candidacy.testing.application import Client

SETTINGS = "/api/v1/models/settings"
OLD, NEW = b"an old secret of the installation", b"a new secret of the installation"
FORBIDDEN = [
    "http://127.0.0.1:11434/v1",
    "http://[::1]:11434/v1",
    "http://[::ffff:127.0.0.1]/v1",
    "https://169.254.169.254/v1",
    "https://10.0.0.8/v1",
    "https://0.0.0.0/v1",
    "https://2130706433/v1",
    "https://0177.0.0.1/v1",
    "https://93.184.216.34:22/v1",
    "https://user:word@93.184.216.34/v1",
    "file:///etc/passwd",
    "gopher://93.184.216.34/v1",
]


async def kept(client: Client) -> ModelRow:
    async with client.application.sessions() as session:
        return (await session.scalars(select(ModelRow))).one()


async def test_agent_001_a_key_is_sealed_and_never_told_again(quick: Client, models: LoopbackModels) -> None:
    made = await set_up(quick, models)
    told = await quick.http.get(SETTINGS)
    page = await quick.http.get("/workspace/models")
    log = await quick.http.get("/api/v1/audit")

    assert made.status_code == 200, made.text
    assert made.json()["settings"]["key_hint"] == KEY[-4:]
    assert all(KEY not in answer.text for answer in (made, told, page, log))
    row = await kept(quick)
    assert row.sealed_key is not None
    assert KEY.encode() not in row.sealed_key


async def test_agent_001_a_sealed_key_is_good_in_no_other_workspace(
    quick: Client, models: LoopbackModels
) -> None:
    await set_up(quick, models)
    row, sealer = await kept(quick), quick.application.agents.sealer
    assert row.sealed_key is not None

    assert sealer.open(row.sealed_key, place_of(row.workspace_id)).decode() == KEY
    with pytest.raises(Unsealable):
        sealer.open(row.sealed_key, place_of(WorkspaceId(uuid7())))


async def test_agent_001_a_key_stays_readable_when_a_secret_is_put_in_front(
    quick: Client, models: LoopbackModels
) -> None:
    before, after = (Sealer(Keyring(secrets), "models") for secrets in ((OLD,), (NEW, OLD)))
    async with quick.with_agents(sealer=before) as old, quick.with_agents(sealer=after) as new:
        await set_up(old, models)
        given = compatible(models)
        del given["api_key"]
        again = await new.http.put(SETTINGS, json=given)

    assert again.json()["settings"]["key_hint"] == KEY[-4:]
    row = await kept(quick)
    assert row.sealed_key is not None
    assert Sealer(Keyring((NEW,)), "models").open(row.sealed_key, place_of(row.workspace_id)) == KEY.encode()


async def test_a_key_that_no_secret_opens_any_more_is_said_to_be_lost(
    quick: Client, models: LoopbackModels
) -> None:
    await set_up(quick, models)
    async with quick.with_agents(sealer=Sealer(Keyring((NEW,)), "models")) as client:
        page = await client.http.get("/workspace/models")
        told = await client.http.get(SETTINGS)

    assert "Enter it again" in page.text
    assert (told.json()["source"], told.json()["own"]["model"]) == (None, "loopback-1")


async def test_agent_001_a_kept_key_goes_to_no_other_address(quick: Client, models: LoopbackModels) -> None:
    await set_up(quick, models)
    async with LoopbackModels() as another:
        given = compatible(another, save_anyway=True)
        del given["api_key"]
        await quick.http.put(SETTINGS, json=given)

        assert (await kept(quick)).sealed_key is None


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault.KEY, "model_key_refused"),
        (Fault.NO_MODEL, "model_unknown"),
        (Fault.WRONG_SHAPE, "model_answer_unusable"),
        (Fault.RESETS, "model_unavailable"),
    ],
)
async def test_agent_002_a_model_that_fails_its_test_is_not_kept_and_says_why(
    quick: Client, fault: Fault, code: str
) -> None:
    async with LoopbackModels(fault=fault) as models:
        tried = await quick.http.post("/api/v1/models/check", json=compatible(models))
        answer = await set_up(quick, models)

    assert (tried.json()["usable"], tried.json()["code"]) == (False, code)
    assert (answer.status_code, answer.json()["code"]) == (409, "model_not_usable")
    assert tried.json()["message"] in answer.json()["detail"]
    assert (await quick.http.get(SETTINGS)).json()["own"] is None


async def test_agent_002_a_model_that_nobody_reaches_is_kept_on_demand(quick: Client) -> None:
    async with LoopbackModels() as models:
        given = compatible(models, save_anyway=True)

    answer = await quick.http.put(SETTINGS, json=given)

    assert answer.status_code == 200, answer.text
    assert answer.json()["check"]["code"] == "model_unavailable"
    assert answer.json()["settings"]["tested"] == "model_unavailable"


async def test_agent_002_a_model_that_works_says_how_long_it_took(
    quick: Client, models: LoopbackModels
) -> None:
    answer = await quick.http.post("/api/v1/models/check", json=compatible(models))

    assert answer.json()["usable"]
    assert answer.json()["latency_ms"] >= 0
    assert len(models.asked) == 1


async def test_agent_002_anthropic_is_asked_in_its_own_words(quick: Client, models: LoopbackModels) -> None:
    answer = await set_up(quick, models, provider="anthropic", base_url=models.url)

    assert answer.json()["check"]["usable"], answer.text


@pytest.mark.parametrize("address", FORBIDDEN)
async def test_agent_003_no_address_leads_into_the_network(quick: Client, address: str) -> None:
    given = {"provider": "openai_compatible", "model": "m", "base_url": address, "save_anyway": True}
    async with quick.with_agents(network=Guarded(())) as client:
        answer = await client.http.put(SETTINGS, json=given)
        told = await client.http.get(SETTINGS)

    assert (answer.status_code, answer.json()["code"]) == (400, "model_address_forbidden")
    assert told.json()["own"] is None


async def test_agent_003_a_host_that_the_operator_names_may_be_used(
    quick: Client, models: LoopbackModels
) -> None:
    named = Guarded((models.url.removeprefix("http://"),))
    async with quick.with_agents(network=named, models=models_on(quick, named)) as client:
        answer = await set_up(client, models)

    assert answer.json()["check"]["usable"], answer.text


@pytest.mark.parametrize(
    "address", ["localhost:11434", "file:///etc/passwd", "https://me:key@models.example"]
)
async def test_agent_003_what_is_no_address_is_called_none(quick: Client, address: str) -> None:
    given = {"provider": "openai_compatible", "model": "m", "base_url": address}

    answer = await quick.http.put(SETTINGS, json=given)

    assert answer.json()["code"] == "model_address_forbidden"
    assert "no address of a server" in answer.json()["detail"]


async def test_agent_002_where_nothing_answers_the_test_says_so(quick: Client) -> None:
    given = {"provider": "openai_compatible", "model": "m", "base_url": "http://127.0.0.1:9/v1"}
    named = Guarded(("127.0.0.1:9",))
    async with quick.with_agents(network=named, models=models_on(quick, named)) as client:
        answer = await client.http.put(SETTINGS, json=given)

    assert "Nothing answers at the model's address" in answer.json()["detail"]


async def test_agent_003_the_public_web_is_reached_by_https_alone(quick: Client) -> None:
    given = {"provider": "openai_compatible", "model": "m", "base_url": "http://93.184.216.34/v1"}

    answer = await quick.http.put(SETTINGS, json=given)

    assert answer.json()["code"] == "model_address_forbidden"
    assert "https" in answer.json()["detail"]


async def test_agent_004_the_model_of_the_installation_works_for_every_workspace(
    quick: Client, models: LoopbackModels
) -> None:
    installation = InstallationModel(
        provider="openai_compatible",
        name="loopback-1",
        base_url=f"{models.url}/v1",
        api_key=SecretStr(KEY),
        monthly_tokens=1_000_000,
        max_output_tokens=900,
    )
    # Nothing private is open to workspaces: the operator's own address needs nobody's leave.
    closed = Guarded(())
    everywhere = models_on(quick, closed)
    async with quick.with_agents(installation=installation, network=closed, models=everywhere) as client:
        told = await client.http.get(SETTINGS)
        tried = await client.http.post(
            "/api/v1/admin/prompts/check.hello/try", json={"version": 1, "variables": {"greeting": "Hello"}}
        )

    assert (told.json()["source"], told.json()["model"], told.json()["own"]) == (
        "installation",
        "loopback-1",
        None,
    )
    assert KEY not in told.text
    assert tried.status_code == 200, tried.text
    assert 900 in models.asked[-1].raw.values()


async def test_removing_a_model_forgets_its_key(quick: Client, models: LoopbackModels) -> None:
    await set_up(quick, models)

    gone = await quick.http.delete(SETTINGS)
    again = await quick.http.delete(SETTINGS)

    assert (gone.status_code, again.json()["code"]) == (204, "no_model_of_its_own")
    assert (await quick.http.get(SETTINGS)).json()["source"] is None


async def test_settings_that_were_changed_meanwhile_are_not_overwritten(
    quick: Client, models: LoopbackModels
) -> None:
    await set_up(quick, models)
    read = (await quick.http.get(SETTINGS)).headers["etag"]
    await set_up(quick, models, concurrency=2)

    late = await quick.http.put(SETTINGS, json=compatible(models), headers={"If-Match": read})

    assert (late.status_code, late.json()["code"]) == (412, "model_settings_changed")


async def test_what_was_changed_is_in_the_audit_log_by_name(quick: Client, models: LoopbackModels) -> None:
    await set_up(quick, models)
    await set_up(quick, models, concurrency=2)
    await quick.http.delete(SETTINGS)

    entries = (await quick.http.get("/api/v1/audit?kind=model")).json()["items"]

    assert [entry["kind"] for entry in entries] == ["model.removed", "model.configured", "model.configured"]
    assert entries[1]["detail"]["fields"] == ["concurrency"]
    assert "key_hint" in entries[2]["detail"]["fields"]


async def test_nobody_but_an_admin_sees_or_sets_up_a_model(quick: Client, models: LoopbackModels) -> None:
    team = await make_team(quick)
    editor = await team.member("grace")
    await team.change(editor, role="editor")

    read = await team.send(editor, "GET", "/models/settings")
    put = await team.send(editor, "PUT", "/models/settings", compatible(models))

    assert (read.status_code, put.status_code) == (403, 403)
    assert models.asked == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"provider": "openai_compatible", "model": "m"},
        {"provider": "scripted", "model": "m"},
        {"provider": "openai", "model": "m", "monthly_cost": 5},
        {"provider": "openai", "model": "m", "concurrency": 0},
    ],
)
async def test_settings_that_make_no_sense_are_refused(quick: Client, wrong: dict[str, object]) -> None:
    answer = await quick.http.put(SETTINGS, json=wrong)

    assert answer.status_code == 422
