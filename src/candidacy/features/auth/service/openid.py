"""Signing in through another service, and linking it to an account."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.errors import BadCredentials, OpenIdOff, OpenIdTaken, OpenIdUnlinked
from candidacy.features.auth.models import User
from candidacy.features.auth.policies.proofs import email_address
from candidacy.features.auth.repository import UserRepository
from candidacy.features.auth.service.accounts import AccountService
from candidacy.features.auth.service.context import AuthContext, Visitor
from candidacy.features.auth.service.mailing import Letters
from candidacy.features.auth.service.sessions import SessionService, Tokens
from candidacy.features.auth.service.sign_in import Challenge, SignInService
from candidacy.infrastructure.openid import Begun, Claims, OpenIdClient, OpenIdRefused
from candidacy.kernel.events import SecurityEvent
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import UserId

KEPT = timedelta(minutes=10)


def _client(auth: AuthContext) -> OpenIdClient:
    if auth.openid is None:
        raise OpenIdOff
    return auth.openid


async def begin(auth: AuthContext, *, then: str, linking: UserId | None = None) -> tuple[str, str]:
    """Where to send the browser, and a token for it to keep until it comes back."""
    now = auth.clock.now()
    address, begun = await _client(auth).begin(now)
    claims = {**asdict(begun), "then": then, "linking": str(linking) if linking else None}
    value = auth.sealer.seal(json.dumps(claims).encode(), b"openid")
    return address, auth.challenges.sign({"openid": value.hex()}, now=now, lifetime=KEPT)


def kept(auth: AuthContext, token: str) -> tuple[Begun, str, str | None]:
    """What was begun, where to go afterwards, and for whom it is linked. Raises OpenIdRefused."""
    claims = auth.challenges.read(token, now=auth.clock.now())
    if "openid" not in claims:
        raise OpenIdRefused
    value = json.loads(auth.sealer.open(bytes.fromhex(claims["openid"]), b"openid"))
    return Begun(value["state"], value["nonce"], value["verifier"]), value["then"], value["linking"]


async def vouched(auth: AuthContext, begun: Begun, answer: Mapping[str, str]) -> Claims:
    """Whom the other service vouches for. No transaction is held meanwhile."""
    return await _client(auth).finish(begun, answer, auth.clock.now())


class OpenIdService:
    """Accounts elsewhere, known by issuer and subject; an address proves nothing."""

    def __init__(self, session: AsyncSession, auth: AuthContext) -> None:
        self._session, self._auth, self._users = session, auth, UserRepository(session)

    async def sign_in(self, claims: Claims, visitor: Visitor) -> Tokens | Challenge:
        """Raises OpenIdUnlinked when an account here has the same address, RegistrationClosed.

        BadCredentials of a shut account is not to undo what is noted of it.
        """
        user = await self._users.find_by_identity(claims.issuer, claims.subject)
        if user is None:
            user = await self._adopt(claims)
        if user.deactivated_at is not None:
            event = SecurityEvent("sign_in.failed", None, str(user.id), {"ip": visitor.ip})
            await self._auth.events.publish(event, self._session)
            raise BadCredentials
        return await SignInService(self._session, self._auth).go_on(user, visitor)

    async def link(self, actor: Actor, claims: Claims) -> None:
        """Let the other service sign this person in. Raises OpenIdTaken, ConfirmationNeeded."""
        await SessionService(self._session, self._auth).require_confirmed(actor)
        linked = await self._users.find_by_identity(claims.issuer, claims.subject)
        if linked is not None and linked.id != actor.user:
            raise OpenIdTaken
        if linked is None:
            await self._users.link(actor.user, claims.issuer, claims.subject)
            await self._note("openid.linked", actor.user)
            await Letters(self._session, self._auth).notify(
                await self._users.get(actor.user), "openid_linked"
            )

    async def unlink(self, actor: Actor) -> None:
        await SessionService(self._session, self._auth).require_confirmed(actor)
        await self._users.unlink(actor.user, _client(self._auth).issuer)
        await self._note("openid.unlinked", actor.user)

    async def is_linked(self, user: UserId) -> bool:
        return self._auth.openid is not None and await self._users.is_linked(user, self._auth.openid.issuer)

    async def _adopt(self, claims: Claims) -> User:
        email = email_address(claims.email) if claims.email else None
        if email is not None and await self._users.find_by_email(email) is not None:
            raise OpenIdUnlinked
        name = claims.name or (email.partition("@")[0] if email else "Someone")
        user = await AccountService(self._session, self._auth).adopt(email, name)
        await self._users.link(user, claims.issuer, claims.subject)
        return await self._users.get(user)

    async def _note(self, kind: str, user: UserId) -> None:
        await self._auth.events.publish(SecurityEvent(kind, user, str(user)), self._session)
