"""Where a request becomes an actor: one query for session or key, person, membership and tenant.

It stands above the slices because it joins the tables of two of them.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import cookie_parser

from candidacy.features.auth.errors import BadApiKey, SessionEnded
from candidacy.features.auth.policies.cookies import ACCESS_COOKIE
from candidacy.features.auth.policies.proofs import KEY_PREFIX, is_api_key, is_proxied, token_hash
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.workspaces.errors import WorkspaceNotFound
from candidacy.infrastructure.crypto import BadToken
from candidacy.infrastructure.postgres import entered
from candidacy.kernel.errors import Unauthenticated
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import SessionId, UserId, WorkspaceId
from candidacy.kernel.permissions import Permission, Role

_MEMBERSHIP = """
left join lateral (
    select m.workspace_id, m.role from memberships m
    where m.user_id = u.id and m.state = 'active'
      and (cast(:asked as uuid) is null or m.workspace_id = cast(:asked as uuid))
    order by (m.workspace_id = {first}) desc nulls last, m.created_at limit 1
) m on true
"""

_STANDING = """
select f.*, set_config('app.workspace', f.workspace_id::text, true) from (
    select u.id as user_id, m.workspace_id, m.role, u.is_superuser, {columns},
        (select coalesce(w.suspended_because, '') from workspaces w
         where w.id = m.workspace_id and w.suspended_at is not null) as suspended
    from {table} join users u on u.id = {user} and u.deactivated_at is null {membership}
    where {condition}
) f
"""

_BY_SESSION = text(
    _STANDING.format(
        columns="s.id as session_id, null::jsonb as scopes, null::uuid as key_id, false as stale",
        table="sessions s",
        user="s.user_id",
        membership=_MEMBERSHIP.format(first="s.acts_in"),
        condition="s.id = :session and s.user_id = :user and s.revoked_at is null and s.expires_at > :now",
    )
)
_BY_KEY = text(
    _STANDING.format(
        columns="null::uuid as session_id, k.scopes, k.id as key_id,"
        " coalesce(k.last_used_at < cast(:now as timestamptz) - interval '5 minutes', true) as stale",
        table="api_keys k",
        user="k.user_id",
        membership="left join memberships m on m.user_id = u.id and m.workspace_id = k.acts_in"
        " and m.state = 'active' and m.workspace_id = coalesce(cast(:asked as uuid), k.acts_in)",
        condition="k.secret_hash = :hash and k.revoked_at is null and k.expires_at > :now",
    )
)
_LOCAL = text(
    _STANDING.format(
        columns="null::uuid as session_id, null::jsonb as scopes, null::uuid as key_id, false as stale",
        table="(values (1)) one",
        user="(select id from users where is_local)",
        membership=_MEMBERSHIP.format(first="null::uuid"),
        condition="not exists (select from users p where p.password_hash is not null)"
        " and not exists (select from identities)",
    )
)
UNKNOWN = (Unauthenticated, BadToken, SessionEnded, BadApiKey, WorkspaceNotFound)
"""What a request is refused with when it does not become an actor."""

_KEY_USED = text("update api_keys set last_used_at = :now where id = :key")


class _Standing(NamedTuple):
    user_id: UUID
    workspace_id: UUID | None
    role: str | None
    superuser: bool
    session_id: UUID | None
    scopes: list[str] | None
    key_id: UUID | None
    stale: bool
    suspended: str | None


class Authentication:
    """Finds out who makes a request: by bearer token or API key, else by cookie, else on a laptop."""

    def __init__(self, auth: AuthContext) -> None:
        self._auth = auth

    async def __call__(self, session: AsyncSession, headers: Mapping[str, str]) -> Actor:
        """Raises Unauthenticated, or WorkspaceNotFound for a workspace that is not theirs."""
        asked = _asked_workspace(headers)
        given = headers.get("authorization")
        if given is not None:
            scheme, _, token = given.partition(" ")
            if scheme.lower() != "bearer":
                raise Unauthenticated
            return await self._by_token(session, token.strip(), asked)
        cookie = cookie_parser(headers.get("cookie", "")).get(ACCESS_COOKIE)
        local = self._auth.laptop and not is_proxied(headers)
        if cookie is None:
            return await self._local(session, asked, allowed=local)
        try:
            return await self._by_session(session, cookie, asked)
        except Unauthenticated:
            if not local:
                raise
            return await self._local(session, asked, allowed=True)

    async def _by_token(self, session: AsyncSession, token: str, asked: UUID | None) -> Actor:
        if not token.startswith(KEY_PREFIX):
            return await self._by_session(session, token, asked)
        if not is_api_key(token):
            raise BadApiKey
        now = self._auth.clock.now()
        values = {"hash": token_hash(token), "asked": asked, "now": now}
        found = await self._standing(session, _BY_KEY, values)
        if found is None:
            raise BadApiKey
        if found.stale:
            await session.execute(_KEY_USED, {"now": now, "key": found.key_id})
        return _actor(session, found)

    async def _by_session(self, session: AsyncSession, token: str, asked: UUID | None) -> Actor:
        now = self._auth.clock.now()
        claims = self._auth.access.read(token, now=now)
        try:
            named = {"session": UUID(claims["sid"]), "user": UUID(claims["sub"])}
        except (KeyError, ValueError, TypeError, AttributeError) as exc:
            raise BadToken from exc
        found = await self._standing(session, _BY_SESSION, {**named, "asked": asked, "now": now})
        if found is None:
            raise SessionEnded
        return _actor(session, found)

    async def _local(self, session: AsyncSession, asked: UUID | None, *, allowed: bool) -> Actor:
        found = await self._standing(session, _LOCAL, {"asked": asked}) if allowed else None
        if found is None:
            raise Unauthenticated
        # Whoever is let in as the local user sits at the machine that all of this runs on.
        return replace(_actor(session, found), superuser=True)

    async def _standing(self, session: AsyncSession, query: Any, values: dict[str, Any]) -> _Standing | None:
        row = (await session.execute(query, values)).first()
        return None if row is None else _Standing(*row[: len(_Standing._fields)])


def _asked_workspace(headers: Mapping[str, str]) -> UUID | None:
    given = headers.get("x-workspace")
    if given is None:
        return None
    try:
        return UUID(given)
    except ValueError as exc:
        raise WorkspaceNotFound from exc


def _actor(session: AsyncSession, found: _Standing) -> Actor:
    if found.workspace_id is None or found.role is None:
        raise WorkspaceNotFound
    workspace = WorkspaceId(found.workspace_id)
    entered(session, workspace)
    scopes = None if found.scopes is None else frozenset(Permission(s) for s in _known(found.scopes))
    return Actor(
        UserId(found.user_id),
        workspace,
        Role(found.role),
        session=SessionId(found.session_id) if found.session_id else None,
        scopes=scopes,
        superuser=found.superuser and scopes is None,
        suspended=found.suspended,
    )


def _known(scopes: list[str]) -> list[str]:
    """A scope that this release does not know allows nothing."""
    return [scope for scope in scopes if scope in set(Permission)]
