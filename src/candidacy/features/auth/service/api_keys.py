"""API keys: shown once, confined to scopes and one workspace, and never for ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.errors import ScopeNotAllowed
from candidacy.features.auth.models import ApiKey
from candidacy.features.auth.policies.proofs import new_api_key, token_hash
from candidacy.features.auth.repository import ApiKeyRepository, UserRepository
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.auth.service.mailing import Letters
from candidacy.features.auth.service.sessions import SessionService
from candidacy.kernel.events import SecurityEvent
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import ApiKeyId, uuid7
from candidacy.kernel.permissions import Permission


@dataclass(frozen=True, slots=True)
class ShownKey:
    """A new key with its secret, which is nowhere else."""

    row: ApiKey
    secret: str


class ApiKeyService:
    """The keys of the person who acts."""

    def __init__(self, session: AsyncSession, auth: AuthContext, actor: Actor) -> None:
        self._session, self._auth, self._actor = session, auth, actor
        self._rows = ApiKeyRepository(session, actor.user)

    async def create(self, name: str, scopes: Sequence[Permission], days: int) -> ShownKey:
        """Raises ConfirmationNeeded, and ScopeNotAllowed for what the person may not do either."""
        await SessionService(self._session, self._auth).require_confirmed(self._actor)
        if not all(self._actor.may(scope) for scope in scopes):
            raise ScopeNotAllowed
        key = new_api_key()
        row = ApiKey(
            id=uuid7(),
            user_id=self._actor.user,
            acts_in=self._actor.workspace,
            name=name,
            prefix=key.prefix,
            secret_hash=token_hash(key.secret),
            scopes=sorted({scope.value for scope in scopes}),
            expires_at=self._auth.clock.now() + timedelta(days=days),
        )
        self._rows.add(row)
        await self._session.flush()
        await self._note("api_key.created", ApiKeyId(row.id))
        user = await UserRepository(self._session).get(self._actor.user)
        await Letters(self._session, self._auth).notify(user, "api_key_created")
        return ShownKey(row, key.secret)

    async def list_live(self) -> list[ApiKey]:
        return await self._rows.list_live(self._auth.clock.now())

    async def revoke(self, key: ApiKeyId) -> None:
        """Raises ApiKeyNotFound."""
        await self._rows.revoke(key, self._auth.clock.now())
        await self._note("api_key.revoked", key)

    async def _note(self, kind: str, key: ApiKeyId) -> None:
        await self._auth.events.publish(SecurityEvent(kind, self._actor.user, str(key)), self._session)
