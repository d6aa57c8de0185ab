"""What one operation made another is asked about: chains of requests that a schema can think of."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.core.transport import Response
from sqlalchemy.ext.asyncio import AsyncTransaction

from candidacy.testing.application import Client
from tests.contract.people import an_owner
from tests.contract.test_fuzz import DOCUMENT, check, request_of

FEW, MANY = 25, 150
STEPS = 12
ENDING = {
    "auth_logout",
    "auth_end_session",
    "auth_end_other_sessions",
    "jobs_events",
    "privacy_erase",
    "workspaces_delete",
    "workspaces_leave",
}
"""What would end the chain for whoever makes it, and the stream of a job, which ends with the job."""


async def explore(client: Client, chains: int) -> set[str]:
    """Walk chains as the owner of a team; gives the operations that were met."""
    loop, met = asyncio.get_running_loop(), set[str]()
    connection = client.application.sessions.kw["bind"]
    who, _ = await an_owner(client)

    def wait(work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, loop).result(60)

    async def begun() -> AsyncTransaction:
        transaction: AsyncTransaction = await connection.begin_nested()
        return transaction

    schema: Any = schemathesis.openapi.from_dict(DOCUMENT).exclude(operation_id=sorted(ENDING))

    class Chain(schema.as_state_machine()):  # type: ignore[misc] # Made at run time.
        # Every chain finds the same, as Hypothesis needs it.
        def setup(self) -> None:
            self.before = wait(begun())

        def teardown(self) -> None:
            wait(self.before.rollback())

        def call(self, case: Any, **_: Any) -> Response:
            met.add(case.operation.definition.raw["operationId"])
            return Response.from_any(wait(client.http.send(request_of(case, who))))

        def validate_response(self, response: Response, case: Any, **_: Any) -> None:
            check(case, response)  # type: ignore[arg-type] # Either kind of answer is read alike.

    def run() -> None:
        Chain.run(
            settings=settings(
                max_examples=chains,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
        )

    await asyncio.to_thread(run)
    return met


@pytest.mark.deep
async def test_chains_of_requests_end_in_nothing_that_is_not_described(client: Client) -> None:
    assert len(await explore(client, FEW)) > 10


@pytest.mark.slow
async def test_long_exploration_ends_in_nothing_that_is_not_described(client: Client) -> None:
    assert len(await explore(client, MANY)) > 40
