"""How far the installation is with sealing anew what older secrets have sealed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base
from candidacy.infrastructure.postgres.marks import OF_NOBODY


class ResealingRow(Base):
    """One for each secret that came in. A pass goes through all there is; the last finds nothing."""

    __tablename__ = "resealings"
    __table_args__ = (
        CheckConstraint("stage in ('seeds', 'letters', 'models')", name="stage"),
        {"info": {OF_NOBODY: "how far the installation is with changing its secret"}},
    )

    key_name: Mapped[str] = mapped_column(String(12), primary_key=True)
    """What tells the secret from others, and nothing of it."""
    stage: Mapped[str] = mapped_column(String(16))
    after: Mapped[UUID | None]
    """The last row of the stage that was looked at."""
    total: Mapped[int] = mapped_column(BigInteger)
    """How much there was to look through when the pass began."""
    seen: Mapped[int] = mapped_column(BigInteger)
    """How much of it this pass has looked through."""
    renewed: Mapped[int] = mapped_column(BigInteger)
    """How many values all passes have sealed anew."""
    renewed_now: Mapped[int] = mapped_column(BigInteger)
    """How many of them this pass has."""
    unreadable: Mapped[int] = mapped_column(BigInteger)
    """How many values this pass found that none of the secrets opens."""
    started_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
