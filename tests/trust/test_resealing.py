"""After a new secret came in everything is sealed anew, so that the old one can be taken away."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pyotp
import pytest
from sqlalchemy import text

from candidacy.ai_agents.loopback import LoopbackModels
from candidacy.entrypoints.cli.keys import in_words
from candidacy.features.admin.service.resealing import Resealed, Resealing
from candidacy.features.agents.service.settings import effective_of
from candidacy.features.agents.tests.models import KEY, compatible
from candidacy.features.auth.tests.people import NEW_PASSWORD, NOON, login, signed_in, token_in
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import within
from tests.trust.test_rotation import NEW, OLD, restarted

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from candidacy.features.auth.tests.people import Person
    from candidacy.kernel.clock import FixedClock
    from candidacy.kernel.ids import WorkspaceId
    from candidacy.testing.application import Client

PEOPLE = tuple(f"person{number}@example.org" for number in range(3))
SEALED = len(PEOPLE) * 2 + 1
"""Of each a seed and a letter that is not sent yet, and the key of a model."""
SEEDS = text("select totp_secret from users where totp_secret is not null order by id")


def resealing(client: Client, at_once: int = 200) -> Resealing:
    application = client.application
    return Resealing(
        application.sessions,
        application.auth,
        application.agents,
        application.services.clock,
        at_once=at_once,
    )


async def to_the_end(work: Resealing) -> list[Resealed]:
    """What each step told."""
    told: list[Resealed] = []
    while not told or not told[-1].is_finished:
        found = await work.step()
        assert found is not None
        told.append(found)
    return told


async def with_second_factor(client: Client, email: str) -> tuple[Person, pyotp.TOTP]:
    person = await signed_in(client, email)
    given = await client.http.post("/api/v1/me/second-factor", headers=person.bearer)
    totp = pyotp.TOTP(given.json()["secret"])
    await client.http.post(
        "/api/v1/me/second-factor/confirm", json={"code": totp.at(NOON)}, headers=person.bearer
    )
    return person, totp


async def own_place(client: Client, person: Person) -> WorkspaceId:
    async with client.application.sessions() as session:
        return await workspaces.personal_of(session, person.id)


@asynccontextmanager
async def sealed_before(client: Client) -> AsyncIterator[list[tuple[Person, pyotp.TOTP]]]:
    """People with second factors, of whom the first has a model of their own, on the old secret."""
    async with restarted(client, OLD) as then, LoopbackModels() as models:
        people = [await with_second_factor(then, email) for email in PEOPLE]
        answer = await then.http.put(
            "/api/v1/models/settings", json=compatible(models), headers=people[0][0].bearer
        )
        assert answer.status_code == 200, answer.text
        yield people


async def signs_in(client: Client, totp: pyotp.TOTP, email: str, now: datetime) -> int:
    challenge = (await login(client, email))["challenge"]
    body = {"challenge": challenge, "code": totp.at(now)}
    return (await client.http.post("/api/v1/auth/login/code", json=body)).status_code


async def test_ops_105_after_sealing_anew_the_old_secret_can_be_taken_away(
    client: Client, clock: FixedClock
) -> None:
    async with sealed_before(client) as people:
        place = await own_place(client, people[0][0])
    async with restarted(client, NEW, OLD) as now:
        told = await to_the_end(resealing(now, at_once=2))

    clock.set(NOON + timedelta(hours=1))
    async with restarted(client, NEW) as alone:
        codes = [await signs_in(alone, totp, person.email, clock.now()) for person, totp in people]
        async with within(alone.application.sessions, place)() as session:
            model = await effective_of(session, alone.application.agents, place)

    assert codes == [200, 200, 200]
    assert model is not None
    assert model.settings.api_key is not None
    assert model.settings.api_key.get_secret_value() == KEY
    assert (told[-1].renewed, told[-1].unreadable) == (SEALED, 0)
    assert told[-1].removable_at is not None
    assert told[-1].removable_at > NOON + timedelta(minutes=10)
    assert [one.removable_at for one in told[:-1]] == [None] * (len(told) - 1)


async def test_ops_105_a_new_process_goes_on_where_one_that_was_killed_stopped(client: Client) -> None:
    async with sealed_before(client):
        pass
    async with restarted(client, NEW, OLD) as first:
        begun = await resealing(first, at_once=2).step()
    async with restarted(client, NEW, OLD) as second:
        known = await resealing(second).find()
        after = await resealing(second, at_once=2).step()

    assert begun is not None
    assert after is not None
    assert (begun.seen, begun.renewed) == (2, 2)
    assert known == begun
    assert (after.seen, after.renewed) == (3, 3)


async def test_ops_105_what_an_old_process_sealed_meanwhile_is_found_by_another_pass(client: Client) -> None:
    async with sealed_before(client):
        pass
    async with restarted(client, NEW, OLD) as now, restarted(client, OLD, NEW) as late:
        work = resealing(now)
        await work.step()
        await with_second_factor(late, "late@example.org")
        last = (await to_the_end(work))[-1]

    assert (last.renewed, last.unreadable) == (SEALED + 2, 0)


async def test_ops_105_a_letter_that_was_not_sent_yet_leads_to_its_place_after_the_change(
    client: Client,
) -> None:
    async with restarted(client, OLD) as then:
        await signed_in(then)
        await then.http.post("/api/v1/auth/forgot-password", json={"email": "ada@example.org"})
    async with restarted(client, NEW, OLD) as now:
        await to_the_end(resealing(now))
    async with restarted(client, NEW) as alone:
        token = token_in((await alone.run_mails())[0].text)
        again = await alone.http.post(
            "/api/v1/auth/reset-password", json={"token": token, "password": NEW_PASSWORD}
        )

    assert again.status_code < 300, again.text


async def test_ops_105_a_letter_is_right_when_the_secret_changes_before_it_is_sent(client: Client) -> None:
    async with restarted(client, OLD) as then:
        await signed_in(then)
        await then.http.post("/api/v1/auth/forgot-password", json={"email": "ada@example.org"})
    async with restarted(client, NEW, OLD) as now:
        token = token_in((await now.run_mails())[0].text)
        again = await now.http.post(
            "/api/v1/auth/reset-password", json={"token": token, "password": NEW_PASSWORD}
        )

    assert again.status_code < 300, again.text


async def test_ops_105_what_no_secret_opens_is_counted_and_left_as_it_is(client: Client) -> None:
    async with sealed_before(client):
        pass
    async with client.application.sessions() as session:
        before = list(await session.scalars(SEEDS))
    async with restarted(client, NEW) as without:
        last = (await to_the_end(resealing(without)))[-1]
    async with client.application.sessions() as session:
        after = list(await session.scalars(SEEDS))

    assert (last.renewed, last.unreadable) == (0, 4)
    assert after == before
    assert any("none of the secrets opens" in line for line in in_words(last))


async def test_ops_105_a_worker_with_one_secret_has_nothing_to_do(client: Client) -> None:
    async with restarted(client, NEW) as alone:
        await resealing(alone).round()

        assert await resealing(alone).find() is None


async def test_ops_105_a_worker_does_it_by_itself(client: Client) -> None:
    async with sealed_before(client):
        pass
    async with restarted(client, NEW, OLD) as now:
        await resealing(now).round()
        found = await resealing(now).find()
        await resealing(now).begin_again()
        again = await resealing(now).find()

    assert found is not None
    assert again is not None
    assert found.is_finished
    assert not again.is_finished


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Resealed(2, 4, 1, 1, 0, None, None), "1 of 4 were looked through"),
        (
            Resealed(2, 4, 4, 3, 0, NOON, datetime(2026, 1, 15, 12, 11, tzinfo=UTC)),
            "can be taken away from 2026-01-15 12:11 UTC on",
        ),
        (Resealed(1, 4, 4, 3, 0, NOON, NOON), "3 values were sealed anew with the newest of 1 secrets"),
    ],
)
def test_ops_105_it_is_told_in_words(found: Resealed, words: str) -> None:
    assert words in " ".join(in_words(found))
