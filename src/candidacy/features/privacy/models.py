"""Exports that people asked for."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Keyed, Timestamped
from candidacy.infrastructure.postgres.marks import STORED, forgotten_after


class Export(Keyed, Timestamped, Base):
    """A copy of everything a person owns. Until ``storage_key`` is set, its job says how far it is."""

    __tablename__ = "exports"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    job_id: Mapped[UUID | None]
    storage_key: Mapped[str | None] = mapped_column(String(65), unique=True, info=STORED)
    size: Mapped[int | None] = mapped_column(BigInteger)
    ready_at: Mapped[datetime | None]
    expires_at: Mapped[datetime] = mapped_column(info=forgotten_after(days=0))
