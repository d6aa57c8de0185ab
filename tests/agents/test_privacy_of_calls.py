"""Nothing of a call goes anywhere but to the model, and the model is nowhere it should not be."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from langchain_core.tracers.langchain import wait_for_all_tracers

from candidacy.ai_agents.agents import Agents
from candidacy.ai_agents.interface import ProviderKind
from candidacy.ai_agents.loopback import Fault, LoopbackModels, saying
from candidacy.ai_agents.providers import normalised_url
from candidacy.domain.skills import Taxonomy
from candidacy.kernel.errors import Invalid
from tests.agents.books import WIRES, Bench
from tests.agents.material import to_tailor

HELLO = {"greeting": "Hello?"}


@pytest.fixture
async def tracer(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LoopbackModels]:
    """A tracing service that everything in the environment points to."""
    async with LoopbackModels() as service:
        for name in ("LANGSMITH", "LANGCHAIN"):
            monkeypatch.setenv(f"{name}_ENDPOINT", service.url)
            monkeypatch.setenv(f"{name}_API_KEY", "lsv2_secret")
            monkeypatch.setenv(f"{name}_TRACING_V2", "true")
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGSMITH_GATEWAY", "true")
        monkeypatch.setenv("OPENAI_BASE_URL", f"{service.url}/v1")
        monkeypatch.setenv("ANTHROPIC_BASE_URL", service.url)
        monkeypatch.setenv("HTTP_PROXY", service.url)
        yield service


@pytest.mark.parametrize("wire", WIRES)
async def test_no_tracer_and_no_other_address_of_the_environment_hears_of_a_call(
    wire: ProviderKind, tracer: LoopbackModels, taxonomy: Taxonomy
) -> None:
    async with LoopbackModels(saying({"changes": []})) as models:
        bench = Bench(models.settings(wire))
        await Agents(bench.client, taxonomy).tailor.propose(to_tailor())
        [piece async for piece in bench.client.stream("writing.improve", WRITING)]
    await asyncio.to_thread(wait_for_all_tracers)

    assert len(models.asked) == 2
    assert tracer.connections == 0


WRITING = {"language": "English", "text": "Did things", "entry": "", "posting": "", "not_again": ""}


@pytest.mark.parametrize("wire", WIRES)
async def test_the_address_of_a_workspace_is_asked_of_the_guard(wire: ProviderKind) -> None:
    asked: list[tuple[str, int]] = []

    async def guard(host: str, port: int) -> list[str]:
        asked.append((host, port))
        raise Invalid("not there")

    async with LoopbackModels(saying({"ready": True})) as models:
        bench = Bench(models.settings(wire, trusted=False), guard=guard)
        with pytest.raises(Invalid):
            await bench.client.ask("check.hello", HELLO)

        assert (asked, models.asked) == ([("127.0.0.1", models.port)], [])


async def test_a_connection_goes_to_the_address_that_was_checked() -> None:
    async def guard(host: str, _: int) -> list[str]:
        assert host == "model.example"
        return ["127.0.0.1"]

    async with LoopbackModels(saying({"ready": True})) as models:
        settings = models.settings(trusted=False)
        settings = settings.model_copy(update={"base_url": f"http://model.example:{models.port}/v1"})

        answer = await Bench(settings, guard=guard).client.ask("check.hello", HELLO)

    assert answer.value == {"ready": True}


async def test_a_key_follows_nobody_elsewhere() -> None:
    async with LoopbackModels() as elsewhere, LoopbackModels() as models:
        models.fault, models.location = Fault.MOVES, f"{elsewhere.url}/v1/chat/completions"

        check = await Bench(models.settings()).client.check()

        assert (check.code, elsewhere.connections) == ("model_unknown", 0)


@pytest.mark.parametrize(
    ("provider", "given", "meant"),
    [
        (ProviderKind.OPENAI_COMPATIBLE, "http://host:11434", "http://host:11434/v1"),
        (ProviderKind.OPENAI_COMPATIBLE, "http://host:11434/", "http://host:11434/v1"),
        (ProviderKind.OPENAI_COMPATIBLE, "http://host/v1/chat/completions", "http://host/v1"),
        (ProviderKind.OPENAI_COMPATIBLE, "http://host/openai/v1/", "http://host/openai/v1"),
        (ProviderKind.ANTHROPIC, "https://host/v1/messages", "https://host"),
        (ProviderKind.ANTHROPIC, "https://host/v1", "https://host"),
        (ProviderKind.OPENAI, None, None),
    ],
)
def test_an_address_may_be_pasted_in_any_of_its_forms(
    provider: ProviderKind, given: str | None, meant: str | None
) -> None:
    assert normalised_url(provider, given) == meant


@pytest.mark.parametrize("wire", WIRES)
async def test_the_machine_that_calls_is_not_described(wire: ProviderKind) -> None:
    async with LoopbackModels(saying({"ready": True})) as models:
        await Bench(models.settings(wire)).client.check()

    told = {name for name in models.headers[0] if name.startswith("x-stainless")}
    assert told.isdisjoint({"x-stainless-os", "x-stainless-arch", "x-stainless-runtime-version"})


async def test_a_repair_shows_the_model_its_own_words_and_nothing_else() -> None:
    async with LoopbackModels(saying("no json"), fault=None) as models:
        await Bench(models.settings()).client.check()

    assert models.asked[1].turns[1] == ("assistant", "no json")
    assert json.dumps(models.asked[1].system) == json.dumps(models.asked[0].system)
