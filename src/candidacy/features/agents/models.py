"""Models that are set up, what calls to them cost, and which versions of prompts are in use."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Numeric,
    String,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Keyed, Owned, Timestamped
from candidacy.infrastructure.postgres.marks import (
    APPEND_ONLY,
    NOT_EXPORTED,
    OF_NOBODY,
    PERSON,
    SECRET,
    forgotten_after,
)
from candidacy.kernel.ids import WorkspaceId

MICROS = Numeric(20, 6)
"""Millionths of the currency's unit."""


class ModelRow(Timestamped, Base):
    """The model that a workspace has set up for itself. Its key is sealed and never shown again."""

    __tablename__ = "model_settings"
    __table_args__ = (CheckConstraint("concurrency between 1 and 100", name="concurrency"),)

    workspace_id: Mapped[WorkspaceId] = mapped_column(
        ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True
    )
    provider: Mapped[str] = mapped_column(String(24))
    base_url: Mapped[str | None] = mapped_column(String(500))
    model: Mapped[str] = mapped_column(String(200))
    sealed_key: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    key_hint: Mapped[str | None] = mapped_column(String(4))
    """The last four characters of the key, by which a person tells it from another."""
    monthly_tokens: Mapped[int | None] = mapped_column(BigInteger)
    monthly_cost: Mapped[Decimal | None] = mapped_column(Numeric(12, 6))
    concurrency: Mapped[int]
    input_price: Mapped[Decimal] = mapped_column(Numeric(12, 6))
    """Of a million tokens, in the currency of the installation."""
    output_price: Mapped[Decimal] = mapped_column(Numeric(12, 6))
    tested_at: Mapped[datetime | None]
    tested: Mapped[str | None] = mapped_column(String(40))
    """What came of the last test, as its code."""
    version: Mapped[int] = mapped_column(sort_order=800)


class ModelMonth(Base):
    """What a workspace has used of models in a month that begins on a day, in UTC."""

    __tablename__ = "model_months"

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True, info=forgotten_after(days=400))
    tokens: Mapped[int] = mapped_column(BigInteger)
    cost_micros: Mapped[Decimal] = mapped_column(MICROS)


class ModelReservation(Keyed, Owned, Base):
    """What a call that is under way may use at most. That of a process that died expires."""

    __tablename__ = "model_reservations"
    __table_args__ = {"info": {NOT_EXPORTED: "what calls under way may use at most, for some minutes"}}  # noqa: RUF012 - SQLAlchemy types it as an instance variable.

    tokens: Mapped[int] = mapped_column(BigInteger)
    cost_micros: Mapped[Decimal] = mapped_column(MICROS)
    expires_at: Mapped[datetime] = mapped_column(info=forgotten_after(days=1))


class ModelCall(Keyed, Owned, Base):
    """One request to a model and what it cost, without prompt or text. The database refuses to change it.

    ``actor`` is no foreign key: of a person who was erased the bare id stays, which names nobody any more.
    """

    __tablename__ = "model_calls"
    __table_args__ = (Index(None, "workspace_id", "at"), {"info": {APPEND_ONLY: True}})

    at: Mapped[datetime] = mapped_column(server_default=func.now(), index=True)
    actor: Mapped[UUID | None] = mapped_column(info=PERSON)
    call_id: Mapped[UUID]
    """The same for all tries of a call."""
    number: Mapped[int]
    """Which try of its call, from 1."""
    purpose: Mapped[str] = mapped_column(String(80))
    prompt: Mapped[str] = mapped_column(String(120))
    prompt_version: Mapped[int]
    prompt_digest: Mapped[str] = mapped_column(String(64))
    provider: Mapped[str] = mapped_column(String(24))
    model: Mapped[str] = mapped_column(String(200))
    subject_kind: Mapped[str | None] = mapped_column(String(40))
    subject_id: Mapped[str | None] = mapped_column(String(64))
    input_sha256: Mapped[str] = mapped_column(String(64))
    output_sha256: Mapped[str | None] = mapped_column(String(64))
    input_tokens: Mapped[int]
    output_tokens: Mapped[int]
    cost_micros: Mapped[Decimal] = mapped_column(MICROS)
    latency_ms: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(40))
    experiment: Mapped[str | None] = mapped_column(String(200))
    """``name:arm`` of the experiment that chose the version."""


_INSTALLATION = {OF_NOBODY: "how the installation works, for everybody in it"}


class PromptChoice(Base):
    """The version of a prompt that is in use; without a row the newest is."""

    __tablename__ = "prompt_choices"
    __table_args__ = {"info": _INSTALLATION}  # noqa: RUF012 - SQLAlchemy types it as an instance variable.

    prompt: Mapped[str] = mapped_column(String(120), primary_key=True)
    version: Mapped[int]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())


class PromptExperiment(Keyed, Timestamped, Base):
    """Versions of one prompt that are in use side by side; of each prompt at most one runs."""

    __tablename__ = "prompt_experiments"
    __table_args__ = (
        Index(
            "uq_prompt_experiments_running", "prompt", unique=True, postgresql_where=text("ended_at IS NULL")
        ),
        {"info": _INSTALLATION},
    )

    prompt: Mapped[str] = mapped_column(String(120))
    arms: Mapped[list[Any]]
    """Objects of ``name``, ``version`` and ``weight``."""
    rule: Mapped[dict[str, Any]]
    """When it ends by itself."""
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str | None] = mapped_column(String(200))


class PromptResult(Base):
    """What was measured of one arm of an experiment: how many, their sum, the sum of their squares."""

    __tablename__ = "prompt_results"
    __table_args__ = {"info": _INSTALLATION}  # noqa: RUF012 - SQLAlchemy types it as an instance variable.

    experiment_id: Mapped[UUID] = mapped_column(
        ForeignKey("prompt_experiments.id", ondelete="CASCADE"), primary_key=True
    )
    arm: Mapped[str] = mapped_column(String(40), primary_key=True)
    measure: Mapped[str] = mapped_column(String(40), primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger)
    total: Mapped[float]
    squares: Mapped[float]
