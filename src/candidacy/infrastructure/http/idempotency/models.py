"""What was answered under which key."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base
from candidacy.infrastructure.postgres.marks import NOT_EXPORTED, SECRET, forgotten_after
from candidacy.kernel.ids import WorkspaceId


class IdempotencyKey(Base):
    """The answer to one request of one person in one workspace; without a status it is still at work."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (
        Index(None, "workspace_id", "expires_at"),
        {"info": {NOT_EXPORTED: "answers that were given already, kept for a day in case they got lost"}},
    )

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    request: Mapped[bytes] = mapped_column(primary_key=True, info=SECRET)
    """SHA-256 of route and key: a key may say more about its request than is to be kept."""
    fingerprint: Mapped[bytes]
    status: Mapped[int | None]
    headers: Mapped[dict[str, Any] | None]
    body: Mapped[bytes | None]
    """None for an answer that holds a secret."""
    expires_at: Mapped[datetime] = mapped_column(info=forgotten_after(days=0))
