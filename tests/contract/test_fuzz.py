"""Whatever is sent, every operation answers what its OpenAPI document says, and never with a crash."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from candidacy.kernel.pagination import encode_cursor
from candidacy.testing.application import Client
from tests.contract.conftest import Stocked
from tests.contract.openapi import document
from tests.contract.people import an_owner

DOCUMENT = document()
SCHEMA: Any = schemathesis.openapi.from_dict(DOCUMENT)
OPERATIONS = {
    operation["operationId"]: SCHEMA[path][method.upper()]
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
FEW, MANY = 12, 150
ACCOUNTS = frozenset({"auth", "privacy", "workspaces"})
"""Slices whose operations are made by a person with a session and a team, which the local user has not."""
OF_ACCOUNTS = sorted(name for name in OPERATIONS if name.partition("_")[0] in ACCOUNTS)
OF_THINGS = sorted(OPERATIONS.keys() - OF_ACCOUNTS)
# What ends the session, the team or the rights of who asks: each request is made by somebody new.
ENDING = frozenset(
    {
        "auth_end_session",
        "auth_logout",
        "auth_refresh",
        "auth_revoke_api_key",
        "privacy_delete_export",
        "privacy_erase",
        "workspaces_accept",
        "workspaces_delete",
        "workspaces_remove_member",
        "workspaces_remove_members",
        "workspaces_transfer",
        "workspaces_withdraw",
    }
)

Asked = tuple[dict[str, str], dict[str, Any]]
"""The headers of who asks, and what of theirs a request may name."""


def request_of(case: Any, who: dict[str, str]) -> httpx.Request:
    """What schemathesis would send, byte for byte, and who asks."""
    kwargs = case.as_transport_kwargs(base_url="http://localhost")
    prepared: Any = requests.Request(**kwargs).prepare()
    headers = {str(name): str(value) for name, value in prepared.headers.items()} | who
    return httpx.Request(prepared.method, prepared.url, headers=headers, content=prepared.body)


def with_ids(case: Any, ids: dict[str, Any]) -> None:
    """Let a case meet what is there: made-up ids never get past the first look."""
    for place in (case.path_parameters, case.query, case.body):
        if isinstance(place, dict):
            place.update({name: ids[name] for name in place if name in ids and place[name] is not None})


def check(case: Any, answer: httpx.Response) -> None:
    case.validate_response(answer, checks=CHECKS)
    if answer.status_code >= 400:
        described = case.operation.definition.raw["responses"][str(answer.status_code)]["description"]
        assert f"`{answer.json()['code']}`" in described


async def someone(client: Client, operation: str) -> Callable[[], Awaitable[Asked]]:
    """Who makes the next request of an operation on accounts."""
    if operation in ENDING:
        return lambda: an_owner(client)
    return always(await an_owner(client))


def always(asked: Asked) -> Callable[[], Awaitable[Asked]]:
    """Every request is made by the same."""

    async def same() -> Asked:
        return asked

    return same


async def fuzz(
    client: Client, operation: str, examples: int, whoever: Callable[[], Awaitable[Asked]]
) -> None:
    modes = st.sampled_from([GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
    cases = {mode: OPERATIONS[operation].as_strategy(generation_mode=mode) for mode in GenerationMode}

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(modes, st.booleans(), st.data())
    def run(mode: GenerationMode, known: bool, data: st.DataObject) -> None:
        case = data.draw(cases[mode])
        check(case, asyncio.run_coroutine_threadsafe(send(case, known=known), loop).result(30))

    async def send(case: Any, *, known: bool) -> httpx.Response:
        who, ids = await whoever()
        if known:
            with_ids(case, ids)
        return await client.http.send(request_of(case, who))

    # Hypothesis calls plain functions, and the application lives on this loop.
    loop = asyncio.get_running_loop()
    await asyncio.to_thread(run)


@pytest.mark.deep
@pytest.mark.parametrize("operation", OF_THINGS)
async def test_an_operation_survives_what_a_schema_can_think_of(stocked: Stocked, operation: str) -> None:
    await fuzz(stocked.client, operation, FEW, always(({}, stocked.ids)))


@pytest.mark.deep
@pytest.mark.parametrize("operation", OF_ACCOUNTS)
async def test_an_operation_on_accounts_survives_it_too(client: Client, operation: str) -> None:
    await fuzz(client, operation, FEW, await someone(client, operation))


@pytest.mark.slow
@pytest.mark.parametrize("operation", OF_THINGS)
async def test_an_operation_survives_it_for_long(stocked: Stocked, operation: str) -> None:
    await fuzz(stocked.client, operation, MANY, always(({}, stocked.ids)))


@pytest.mark.slow
@pytest.mark.parametrize("operation", OF_ACCOUNTS)
async def test_an_operation_on_accounts_survives_it_for_long(client: Client, operation: str) -> None:
    await fuzz(client, operation, MANY, await someone(client, operation))


ID = str(uuid4())
CURSORS: list[tuple[object, ...]] = [
    *((score, ID) for score in ("1e999999", "NaN", "sNaN", "Infinity", "-1", "x")),
    (1, 2),
    (ID,),
    (None,),
]
LISTS = [path for path, methods in DOCUMENT["paths"].items() if "cursor" in str(methods.get("get", {}))]


@pytest.mark.parametrize("path", LISTS)
async def test_a_cursor_that_no_list_gave_is_refused_or_leads_to_a_page(stocked: Stocked, path: str) -> None:
    address = path.format_map(stocked.ids)
    for key in CURSORS:
        # What no list but a search needs is passed over by the others.
        answer = await stocked.client.http.get(address, params={"cursor": encode_cursor(*key), "q": "python"})

        assert answer.status_code in {200, 400}, (key, answer.text)
