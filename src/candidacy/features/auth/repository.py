"""The rows of people and of what they prove themselves with."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, Result, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from candidacy.features.auth.errors import ApiKeyNotFound, SessionNotFound, UserNotFound
from candidacy.features.auth.models import (
    ApiKey,
    Identity,
    MailToken,
    RecoveryCode,
    RefreshToken,
    User,
    UserSession,
)
from candidacy.kernel.ids import ApiKeyId, SessionId, UserId
from candidacy.kernel.pagination import Rows, cursor_id, page_of


def _changed(result: Result[tuple[object, ...]]) -> bool:
    return isinstance(result, CursorResult) and result.rowcount > 0


class UserRepository:
    """All accounts of the installation."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, user: User) -> None:
        self._session.add(user)

    async def get(self, user: UserId, *, lock: bool = False) -> User:
        row = await self._session.get(User, user, with_for_update=lock, populate_existing=lock)
        if row is None:
            raise UserNotFound
        return row

    async def list_page(self, cursor: str | None, limit: int) -> Rows[User]:
        """Everybody, newest first."""
        newest = select(User).order_by(User.id.desc()).limit(limit + 1)
        if cursor is not None:
            newest = newest.where(User.id < cursor_id(cursor))
        return page_of(list(await self._session.scalars(newest)), limit, lambda user: (user.id,))

    async def find(self, user: str) -> User | None:
        """The account with this id, which nobody else changes until this transaction ends."""
        return await self._session.get(User, UUID(user), with_for_update=True, populate_existing=True)

    async def find_by_email(self, email: str) -> User | None:
        return await self._session.scalar(select(User).where(User.email == email))

    async def find_unchanged(self, known: User) -> User | None:
        """The account as it is now, unless it was shut or got another password since ``known`` was read.

        Until this transaction ends nobody changes either: both lock the row.
        """
        same = (
            User.id == known.id,
            User.password_hash == known.password_hash,
            User.deactivated_at.is_(None),
        )
        return await self._session.scalar(
            select(User).where(*same).with_for_update(read=True, key_share=True)
        )

    async def get_by_email(self, email: str) -> User:
        found = await self.find_by_email(email)
        if found is None:
            raise UserNotFound
        return found

    async def find_local(self) -> User | None:
        return await self._session.scalar(select(User).where(User.is_local))

    async def exists_account(self) -> bool:
        """Whether anybody has a password, or signs in through another service."""
        has = select(
            or_(
                exists().where(User.password_hash.is_not(None)), exists().where(Identity.user_id.is_not(None))
            )
        )
        return bool(await self._session.scalar(has))

    async def use_totp_step(self, user: UserId, step: int) -> bool:
        """Take a step as used; False when it, or a later one, was used before."""
        free = or_(User.totp_step.is_(None), User.totp_step < step)
        using = update(User).where(User.id == user, free).values(totp_step=step)
        return _changed(await self._session.execute(using))

    async def replace_recovery_codes(self, user: UserId, hashes: list[str]) -> None:
        await self._session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user))
        self._session.add_all(RecoveryCode(user_id=user, code_hash=h) for h in hashes)
        await self._session.flush()

    async def use_recovery_code(self, user: UserId, code_hash: str, now: datetime) -> bool:
        unused = (
            RecoveryCode.user_id == user,
            RecoveryCode.code_hash == code_hash,
            RecoveryCode.used_at.is_(None),
        )
        return _changed(await self._session.execute(update(RecoveryCode).where(*unused).values(used_at=now)))

    async def count_recovery_codes(self, user: UserId) -> int:
        unused = select(func.count()).where(RecoveryCode.user_id == user, RecoveryCode.used_at.is_(None))
        return await self._session.scalar(unused) or 0

    async def find_by_identity(self, issuer: str, subject: str) -> User | None:
        linked = select(User).join(Identity, Identity.user_id == User.id)
        return await self._session.scalar(
            linked.where(Identity.issuer == issuer, Identity.subject == subject)
        )

    async def link(self, user: UserId, issuer: str, subject: str) -> None:
        self._session.add(Identity(issuer=issuer, subject=subject, user_id=user))
        await self._session.flush()

    async def unlink(self, user: UserId, issuer: str) -> None:
        mine = (Identity.user_id == user, Identity.issuer == issuer)
        await self._session.execute(delete(Identity).where(*mine))

    async def is_linked(self, user: UserId, issuer: str) -> bool:
        mine = (Identity.user_id == user, Identity.issuer == issuer)
        return bool(await self._session.scalar(select(exists().where(*mine))))


class SessionRepository:
    """Sessions and their chains of refresh tokens."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, row: UserSession | RefreshToken) -> None:
        self._session.add(row)

    async def get(self, session: SessionId, *, user: UserId) -> UserSession:
        mine = select(UserSession).where(UserSession.id == session, UserSession.user_id == user)
        row = await self._session.scalar(mine)
        if row is None:
            raise SessionNotFound
        return row

    async def find_live(self, session: UUID, now: datetime) -> UserSession | None:
        """A session that has not ended, of somebody who is not deactivated."""
        live = select(UserSession).join(User, User.id == UserSession.user_id)
        return await self._session.scalar(
            live.where(
                UserSession.id == session,
                UserSession.revoked_at.is_(None),
                UserSession.expires_at > now,
                User.deactivated_at.is_(None),
            )
        )

    async def list_live(self, user: UserId, now: datetime) -> list[UserSession]:
        live = (UserSession.user_id == user, UserSession.revoked_at.is_(None), UserSession.expires_at > now)
        found = (
            select(UserSession).where(*live).order_by(UserSession.last_used_at.desc(), UserSession.id.desc())
        )
        return list(await self._session.scalars(found.limit(100)))

    async def use_refresh_token(self, token_hash: str, successor_hash: str, now: datetime) -> UUID | None:
        """Use a token up, which only one caller of many at once can; the session it belongs to."""
        unused = (
            RefreshToken.token_hash == token_hash,
            RefreshToken.used_at.is_(None),
            RefreshToken.expires_at > now,
        )
        using = update(RefreshToken).where(*unused).values(used_at=now, successor_hash=successor_hash)
        return await self._session.scalar(using.returning(RefreshToken.session_id))

    async def find_refresh_token(self, token_hash: str) -> RefreshToken | None:
        found = select(RefreshToken).where(RefreshToken.token_hash == token_hash)
        return await self._session.scalar(found.execution_options(populate_existing=True))

    async def revoke(self, session: UUID, because: str, now: datetime) -> bool:
        """End a session; False when it had ended before."""
        live = (UserSession.id == session, UserSession.revoked_at.is_(None))
        ending = update(UserSession).where(*live).values(revoked_at=now, revoked_because=because)
        return _changed(await self._session.execute(ending))

    async def revoke_all(
        self, user: UserId, because: str, now: datetime, *, but: SessionId | None = None
    ) -> None:
        live = [UserSession.user_id == user, UserSession.revoked_at.is_(None)]
        if but is not None:
            live.append(UserSession.id != but)
        ending = update(UserSession).where(*live).values(revoked_at=now, revoked_because=because)
        await self._session.execute(ending)


class ApiKeyRepository:
    """The API keys of one person."""

    def __init__(self, session: AsyncSession, user: UserId) -> None:
        self._session, self._user = session, user

    def add(self, key: ApiKey) -> None:
        self._session.add(key)

    async def list_live(self, now: datetime) -> list[ApiKey]:
        live = (ApiKey.user_id == self._user, ApiKey.revoked_at.is_(None), ApiKey.expires_at > now)
        return list(
            await self._session.scalars(select(ApiKey).where(*live).order_by(ApiKey.id.desc()).limit(100))
        )

    async def revoke(self, key: ApiKeyId, now: datetime) -> None:
        live = (ApiKey.id == key, ApiKey.user_id == self._user, ApiKey.revoked_at.is_(None))
        if not _changed(await self._session.execute(update(ApiKey).where(*live).values(revoked_at=now))):
            raise ApiKeyNotFound

    async def revoke_all(self, now: datetime) -> None:
        live = (ApiKey.user_id == self._user, ApiKey.revoked_at.is_(None))
        await self._session.execute(update(ApiKey).where(*live).values(revoked_at=now))


class MailTokenRepository:
    """Letters to be written, and the tokens in them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, row: MailToken) -> None:
        self._session.add(row)

    async def find_usable(self, kind: str, token_hash: str, now: datetime) -> MailToken | None:
        """A token that ``use`` would use up."""
        return await self._session.scalar(select(MailToken).where(*_usable(kind, token_hash, now)))

    async def use(self, kind: str, token_hash: str, now: datetime) -> MailToken | None:
        """Use a token up, unless there is a newer one for the same address."""
        using = update(MailToken).where(*_usable(kind, token_hash, now)).values(used_at=now)
        return await self._session.scalar(
            using.returning(MailToken).execution_options(populate_existing=True)
        )

    async def lock_due(self, now: datetime) -> MailToken | None:
        """The next letter to write, which nobody else writes meanwhile."""
        due = select(MailToken).where(MailToken.sent_at.is_(None), MailToken.next_try <= now)
        return await self._session.scalar(
            due.order_by(MailToken.next_try).limit(1).with_for_update(skip_locked=True)
        )


def _usable(kind: str, token_hash: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """A token that was not used, is not over and has no newer one beside it."""
    newer = aliased(MailToken)
    superseded = exists().where(newer.kind == kind, newer.email == MailToken.email, newer.id > MailToken.id)
    return (
        MailToken.kind == kind,
        MailToken.token_hash == token_hash,
        MailToken.used_at.is_(None),
        MailToken.expires_at > now,
        ~superseded,
    )
