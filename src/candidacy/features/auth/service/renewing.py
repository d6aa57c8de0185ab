"""What auth keeps sealed, and what it derives from the installation's secret, made anew with the newest one.

What changed in the meantime is left alone: whoever changed it had the newest secret.
"""

from typing import cast
from uuid import UUID

from sqlalchemy import CursorResult, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.models import MailToken, User
from candidacy.features.auth.policies.proofs import token_hash
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.auth.service.mailing import letter_context, tokens_of
from candidacy.infrastructure.crypto import Batch, renew_all


async def renew_seeds(session: AsyncSession, auth: AuthContext, after: UUID | None, limit: int) -> Batch:
    """Seal the next seeds of second factors anew, in the order of their people."""
    kept = select(User.id, User.totp_secret).where(User.totp_secret.is_not(None)).order_by(User.id)
    rest = kept if after is None else kept.where(User.id > after)
    rows = [(row[0], cast("bytes", row[1])) for row in await session.execute(rest.limit(limit))]
    found, unreadable = renew_all(auth.sealer, [(user, seed, user.bytes) for user, seed in rows])
    written = 0
    for one in found:
        same = User.id == one.of, User.totp_secret == one.before
        done = await session.execute(update(User).where(*same).values(totp_secret=one.after))
        written += cast("CursorResult[tuple[object]]", done).rowcount
    return Batch(len(rows), written, unreadable, rows[-1][0] if len(rows) == limit else None)


async def renew_letters(session: AsyncSession, auth: AuthContext, after: UUID | None, limit: int) -> Batch:
    """Seal the next letters anew, and have those to be sent yet lead to a token of the newest secret."""
    open_still = or_(MailToken.details.is_not(None), MailToken.sent_at.is_(None))
    kept = select(MailToken).where(open_still).order_by(MailToken.id).limit(limit)
    locked = kept.with_for_update().execution_options(populate_existing=True)
    rest = locked if after is None else locked.where(MailToken.id > after)
    rows = list(await session.scalars(rest))
    sealed = [(row, row.details, letter_context(row.id)) for row in rows if row.details is not None]
    found, unreadable = renew_all(auth.sealer, sealed)
    for one in found:
        one.of.details = one.after
    renewed = {one.of.id for one in found} | {row.id for row in rows if _renew_token(auth, row)}
    await session.flush()
    return Batch(len(rows), len(renewed), unreadable, rows[-1].id if len(rows) == limit else None)


def _renew_token(auth: AuthContext, row: MailToken) -> bool:
    """Whether the letter is still to be sent and its token was one of an older secret."""
    if row.sent_at is not None:
        return False
    newest, *older = (token_hash(token) for token in tokens_of(auth, row.id))
    if row.token_hash not in older:
        return False
    row.token_hash = newest
    return True
