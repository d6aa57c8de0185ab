"""The link that makes the owner of a fresh installation."""

import hmac

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.errors import LinkExpired
from candidacy.features.auth.service.accounts import AccountService, NewAccount
from candidacy.features.auth.service.context import AuthContext
from candidacy.kernel.ids import UserId


def set_up_token(auth: AuthContext) -> str:
    """Good until there is an owner; only who sees the start of the server knows it."""
    return auth.keyring.code("set-up", b"owner")


async def set_up(session: AsyncSession, auth: AuthContext, token: str, given: NewAccount) -> UserId:
    """Make the owner. Raises LinkExpired for another token, AlreadySetUp, WeakPassword."""
    if not hmac.compare_digest(token.encode("utf-8", "replace"), set_up_token(auth).encode()):
        raise LinkExpired("This is not the set-up link of this server. It is printed when the server starts.")
    return await AccountService(session, auth).claim(given)
