"""Sessions: begun by a sign-in, kept alive by refresh tokens that are each used once, ended at any time."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.errors import BadRefreshToken, ConfirmationNeeded, SessionEnded
from candidacy.features.auth.models import RefreshToken, UserSession
from candidacy.features.auth.policies.proofs import token_hash
from candidacy.features.auth.policies.settings import ACCESS_LIFETIME, CONFIRMATION_LIFETIME, GRACE
from candidacy.features.auth.repository import SessionRepository
from candidacy.features.auth.service.context import AuthContext, Visitor
from candidacy.kernel.events import SecurityEvent
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import SessionId, UserId, WorkspaceId, uuid7

_ACCESS_SECONDS = int(ACCESS_LIFETIME.total_seconds())


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a client gets to prove itself with. Only hashes of the refresh token are kept."""

    session: SessionId
    access: str
    refresh: str
    expires_in: int = _ACCESS_SECONDS


class SessionService:
    """The sessions of people."""

    def __init__(self, session: AsyncSession, auth: AuthContext) -> None:
        self._session, self._auth = session, auth
        self._rows = SessionRepository(session)

    async def begin(self, user: UserId, visitor: Visitor) -> Tokens:
        """A new session, for somebody who has just proved who they are."""
        now, settings = self._auth.clock.now(), self._auth.settings
        row = UserSession(
            id=uuid7(),
            user_id=user,
            device=visitor.device[:200],
            ip=visitor.ip[:45],
            started_at=now,
            last_used_at=now,
            confirmed_at=now,
            expires_at=now + min(timedelta(days=settings.session_days), timedelta(days=settings.idle_days)),
        )
        self._rows.add(row)
        await self._session.flush()
        token = secrets.token_urlsafe(32)
        self._rows.add(
            RefreshToken(token_hash=token_hash(token), session_id=row.id, expires_at=row.expires_at)
        )
        await self._session.flush()
        await self._note("session.begun", user, row.id, device=row.device, ip=row.ip)
        return self._tokens(row, token)

    async def refresh(self, token: str) -> Tokens:
        """The next tokens for this one, which is used up.

        The parent of the newest token gives that same newest again for ten seconds, for requests that were
        made side by side. Any other used token was copied, by whom we cannot know: the session ends.

        Raises:
            BadRefreshToken: when the session is not to go on. The caller has to let the transaction commit.
        """
        now, hashed, successor = self._auth.clock.now(), token_hash(token), self._successor(token)
        family = await self._rows.use_refresh_token(hashed, token_hash(successor), now)
        if family is None:
            return await self._again(hashed, successor, now)
        row = await self._rows.find_live(family, now)
        if row is None:
            raise BadRefreshToken
        self._prolong(row, now)
        self._rows.add(
            RefreshToken(token_hash=token_hash(successor), session_id=row.id, expires_at=row.expires_at)
        )
        await self._session.flush()
        return self._tokens(row, successor)

    async def list_live(self, user: UserId) -> list[UserSession]:
        return await self._rows.list_live(user, self._auth.clock.now())

    async def revoke(self, session: SessionId, *, user: UserId, because: str = "revoked") -> None:
        """End one session of ``user``. Raises SessionNotFound."""
        row = await self._rows.get(session, user=user)
        await self._rows.revoke(row.id, because, self._auth.clock.now())
        await self._note("session.ended", user, row.id, because=because)

    async def revoke_all(self, user: UserId, because: str, *, but: SessionId | None = None) -> None:
        await self._rows.revoke_all(user, because, self._auth.clock.now(), but=but)
        await self._note("session.all_ended", user, None, because=because)

    async def confirm(self, session: SessionId, *, user: UserId) -> None:
        """Note that the person has just proved again who they are."""
        row = await self._rows.get(session, user=user)
        row.confirmed_at = self._auth.clock.now()
        await self._session.flush()

    async def require_confirmed(self, actor: Actor) -> None:
        """Raises ConfirmationNeeded unless the person proved who they are within the last ten minutes.

        The local user of a laptop, who has nothing to prove it with, is believed.
        """
        if not actor.is_person:
            raise ConfirmationNeeded
        if actor.session is None:
            return
        row = await self._rows.get(actor.session, user=actor.user)
        if self._auth.clock.now() - row.confirmed_at > CONFIRMATION_LIFETIME:
            raise ConfirmationNeeded

    async def switch(self, actor: Actor, workspace: WorkspaceId) -> None:
        """Act in another workspace from now on. The caller has made sure that the person belongs to it."""
        if actor.session is None:
            raise SessionEnded
        row = await self._rows.get(actor.session, user=actor.user)
        row.acts_in = workspace
        await self._session.flush()

    def _successor(self, token: str) -> str:
        """The token after this one: only who has both it and our secret can tell."""
        return self._auth.keyring.code("refresh successor", token.encode("utf-8", "surrogatepass"))

    async def _again(self, hashed: str, successor: str, now: datetime) -> Tokens:
        used = await self._rows.find_refresh_token(hashed)
        if used is None or used.used_at is None:
            raise BadRefreshToken
        row = await self._rows.find_live(used.session_id, now)
        if row is None:
            raise BadRefreshToken
        if used.successor_hash == token_hash(successor) and now - used.used_at <= GRACE:
            newest = await self._rows.find_refresh_token(used.successor_hash)
            if newest is not None and newest.used_at is None:
                return self._tokens(row, successor)
        await self._replayed(row, now)
        raise BadRefreshToken

    async def _replayed(self, row: UserSession, now: datetime) -> None:
        if await self._rows.revoke(row.id, "refresh_replayed", now):
            await self._note("session.refresh_replayed", UserId(row.user_id), row.id, device=row.device)

    def _prolong(self, row: UserSession, now: datetime) -> None:
        settings = self._auth.settings
        longest = row.started_at + timedelta(days=settings.session_days)
        row.last_used_at, row.expires_at = now, min(longest, now + timedelta(days=settings.idle_days))

    def _tokens(self, row: UserSession, refresh: str) -> Tokens:
        claims = {"sub": str(row.user_id), "sid": str(row.id)}
        access = self._auth.access.sign(claims, now=self._auth.clock.now(), lifetime=ACCESS_LIFETIME)
        return Tokens(SessionId(row.id), access, refresh)

    async def _note(self, kind: str, user: UserId, subject: UUID | None, **detail: str) -> None:
        event = SecurityEvent(kind, user, str(subject) if subject else None, detail)
        await self._auth.events.publish(event, self._session)
