"""What was used."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base
from candidacy.infrastructure.postgres.marks import forgotten_after


class QuotaUse(Base):
    """How much of one kind a person has used on one day, in all workspaces together."""

    __tablename__ = "quota_uses"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True, info=forgotten_after(days=2))
    used: Mapped[int] = mapped_column(BigInteger)
