"""Entries of the audit log."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, func, text
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Keyed
from candidacy.infrastructure.postgres.marks import PERSON
from candidacy.kernel.ids import WorkspaceId


class AuditEntry(Keyed, Base):
    """Something that happened. The database refuses to change or delete it.

    ``actor`` is no foreign key: of a person who was erased the bare id stays, which names nobody any more.
    Where ``workspace_id`` is NULL it happened to a person's account and belongs to no workspace.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        CheckConstraint("category in ('security', 'decision')", name="category"),
        Index(None, "workspace_id", "id"),
        Index(None, "actor", "id"),
        Index(None, "subject", "id"),
        {"info": {"append_only": True}},
    )

    workspace_id: Mapped[WorkspaceId | None]
    at: Mapped[datetime] = mapped_column(server_default=func.now(), index=True)
    category: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(80))
    actor: Mapped[UUID | None] = mapped_column(info=PERSON)
    subject: Mapped[str | None] = mapped_column(String(200))
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'::jsonb"))
    request_id: Mapped[str | None] = mapped_column(String(64))
