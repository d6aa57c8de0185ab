"""Who works on a key, and what was answered."""

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fastapi import Depends, Request
from fastapi.params import Depends as DependsMarker
from sqlalchemy import ColumnElement, delete, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import ReturningInsert
from starlette.responses import Response

from candidacy.infrastructure.http.idempotency.fingerprint import fingerprint
from candidacy.infrastructure.http.idempotency.models import IdempotencyKey
from candidacy.infrastructure.postgres import Sessions, enter, within
from candidacy.kernel.clock import Clock
from candidacy.kernel.errors import Conflict, Invalid
from candidacy.kernel.identity import Actor

HEADER = "idempotency-key"
KEPT_FOR = timedelta(hours=24)
LEASE = timedelta(minutes=3)
"""How long a request that holds no transaction is taken to be at work; longer than any may take."""

_KEY = re.compile(r'"([\x20-\x21\x23-\x7e]{1,255})"|([\x21\x23-\x7e][\x20-\x21\x23-\x7e]{0,254})')
_KEPT_HEADERS = ("content-type", "location", "etag")
_LOCK = text("select pg_try_advisory_xact_lock(:number)")


class BadIdempotencyKey(Invalid):
    """Idempotency-Key must be 1 to 255 printable ASCII characters. A random UUID does well."""

    code = "bad_idempotency_key"


class IdempotencyKeyReused(Invalid):
    """This Idempotency-Key was used for another request. Send this one with a key of its own."""

    code = "idempotency_key_reused"
    status = 422


class RequestInFlight(Conflict):
    """The first request with this Idempotency-Key is still at work. Repeat this one in a moment."""

    code = "request_in_flight"
    retry_after = 1


class ReplyShownOnce(Conflict):
    """This was done already, and its answer held a secret that is shown once. Make another one."""

    code = "reply_shown_once"


class Replayed(Exception):
    """The request was answered before: carries the stored answer out of the dependencies."""

    def __init__(self, response: Response) -> None:
        super().__init__("replayed")
        self.response = response


@dataclass(slots=True)
class Claim:
    """The right to answer the request of one key."""

    actor: Actor
    request: bytes
    fingerprint: bytes
    clock: Clock
    sessions: Sessions | None = None
    """Where the claim is a row of its own, for a request that holds no transaction."""
    kept: bool = False
    secret: bool = False
    lease: timedelta = LEASE

    async def keep(self, session: AsyncSession, response: Response) -> None:
        """Store the answer in the transaction that makes what it tells of.

        Raises RequestInFlight, so that nothing is made twice, when somebody else has answered meanwhile.
        """
        # The route may have gone to another workspace, where this answer is not to be stored.
        await enter(session, self.actor.workspace)
        stored = await session.execute(
            self._put(
                status=response.status_code,
                headers={h: response.headers[h] for h in _KEPT_HEADERS if h in response.headers},
                body=None if self.secret and response.body else bytes(response.body),
                expires_at=self.clock.now() + KEPT_FOR,
                over=or_(IdempotencyKey.status.is_(None), self._expired()),
            )
        )
        if stored.first() is None:
            raise RequestInFlight
        await session.execute(
            delete(IdempotencyKey).where(
                IdempotencyKey.workspace_id == self.actor.workspace, self._expired(LEASE)
            )
        )
        self.kept = True

    async def keep_apart(self, response: Response) -> None:
        """Store the answer in a transaction of its own, for a route that did not do so in the one it had."""
        if self.sessions is not None:
            async with self.sessions.begin() as session:
                await self.keep(session, response)

    async def give_up(self) -> None:
        """Let the next request with this key do the work."""
        if self.sessions is not None and not self.kept:
            async with self.sessions.begin() as session:
                await session.execute(delete(IdempotencyKey).where(*self._own()))

    async def take_lock(self, session: AsyncSession) -> None:
        """Hold the key until the transaction ends, however it does. Raises RequestInFlight."""
        digest = hashlib.sha256(self.actor.workspace.bytes + self.actor.user.bytes + self.request).digest()
        number = int.from_bytes(digest[:8], signed=True)
        if not await session.scalar(_LOCK, {"number": number}):
            raise RequestInFlight

    async def take_row(self, session: AsyncSession) -> bool:
        """Note that we are at work; False when there is a row already that has not expired."""
        note = self._put(
            status=None,
            headers=None,
            body=None,
            expires_at=self.clock.now() + self.lease,
            over=self._expired(),
        )
        return (await session.execute(note)).first() is not None

    async def replay(self, session: AsyncSession) -> None:
        """Raise Replayed when there is an answer; IdempotencyKeyReused, RequestInFlight or ReplyShownOnce."""
        kept = IdempotencyKey
        query = select(kept.fingerprint, kept.status, kept.headers, kept.body).where(
            *self._own(), ~self._expired()
        )
        row = (await session.execute(query)).first()
        if row is None:
            return
        if row.fingerprint != self.fingerprint:
            raise IdempotencyKeyReused
        if row.status is None:
            raise RequestInFlight
        if row.body is None:
            raise ReplyShownOnce
        raise Replayed(Response(row.body, row.status, {**row.headers, "Idempotency-Replayed": "true"}))

    def _own(self) -> tuple[ColumnElement[bool], ...]:
        return (
            IdempotencyKey.workspace_id == self.actor.workspace,
            IdempotencyKey.user_id == self.actor.user,
            IdempotencyKey.request == self.request,
        )

    def _expired(self, margin: timedelta = timedelta(0)) -> ColumnElement[bool]:
        return IdempotencyKey.expires_at <= self.clock.now() - margin

    def _put(self, *, over: ColumnElement[bool], **values: Any) -> ReturningInsert[Any]:
        """Insert our row, or replace the one that is there where ``over`` holds; gives a row if done."""
        values["fingerprint"] = self.fingerprint
        row = {
            "workspace_id": self.actor.workspace,
            "user_id": self.actor.user,
            "request": self.request,
            **values,
        }
        key = (IdempotencyKey.workspace_id, IdempotencyKey.user_id, IdempotencyKey.request)
        statement = insert(IdempotencyKey).values(row)
        return statement.on_conflict_do_update(index_elements=key, set_=values, where=over).returning(
            IdempotencyKey.request
        )


async def claim_attached(request: Request, session: AsyncSession, actor: Actor, clock: Clock) -> None:
    """Claim the key of a request that does everything in the transaction of ``session``."""
    claim = await _claim(request, actor, clock)
    if claim is not None:
        await claim.take_lock(session)
        await claim.replay(session)
        request.state.claim, request.state.claim_session = claim, session


async def claim_detached(
    request: Request, sessions: Sessions, actor: Actor, clock: Clock, lease: timedelta = LEASE
) -> None:
    """Claim the key of a request that holds no transaction while it works.

    Of a process that was killed at it the key is free again after ``lease``.
    """
    claim = await _claim(request, actor, clock)
    if claim is None:
        return
    claim.sessions, claim.lease = within(sessions, actor.workspace), lease
    async with claim.sessions.begin() as session:
        if not await claim.take_row(session):
            await claim.replay(session)
            raise RequestInFlight
    request.state.claim = claim


async def _claim(request: Request, actor: Actor, clock: Clock) -> Claim | None:
    """The claim that the request makes, not yet taken; None for one that makes none."""
    header = request.headers.get(HEADER)
    route = getattr(request.state, "keeps_replies", None)
    if header is None or route is None or request.method != "POST":
        return None
    if getattr(request.state, "claim", None) is not None:
        return None
    match = _KEY.fullmatch(header.strip())
    if match is None:
        raise BadIdempotencyKey
    key = match[1] or match[2]
    named = hashlib.sha256(f"{route}\0{key}".encode()).digest()
    claim = Claim(actor, named, await fingerprint(request), clock)
    claim.secret = bool(getattr(request.state, "shown_once", False))
    return claim


def current_claim(request: Request) -> Claim | None:
    """The claim of this request, for a route that holds no transaction and keeps its answer itself."""
    claim: Claim | None = getattr(request.state, "claim", None)
    return claim


def shown_once() -> DependsMarker:
    """For ``dependencies=[...]``, before the guard: the answer holds a secret and is not kept."""

    async def mark(request: Request) -> None:
        request.state.shown_once = True

    marker: DependsMarker = Depends(mark)
    return marker
