"""A process that is about to stop says so before it does."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from candidacy.testing.application import Client


async def test_ops_203_a_process_about_to_stop_is_not_ready_and_alive(client: "Client") -> None:
    before = await client.http.get("/health/ready")
    client.application.services.draining.begin()

    ready, live = await client.http.get("/health/ready"), await client.http.get("/health/live")

    assert (before.status_code, "connection" in before.headers) == (200, False)
    assert (ready.status_code, ready.json()["code"], live.status_code) == (503, "stopping", 200)
    assert int(ready.headers["retry-after"]) > 0


async def test_ops_203_the_last_answers_close_their_connections(client: "Client") -> None:
    client.application.services.draining.begin()

    answer = await client.http.get("/api/v1/cvs")

    assert (answer.status_code, answer.headers["connection"]) == (200, "close")
