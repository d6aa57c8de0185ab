"""Portfolios, what is in them, and their pictures."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Keyed, Owned, Timestamped, Versioned
from candidacy.infrastructure.postgres.marks import SECRET, STORED, forgotten_after
from candidacy.kernel.ids import WorkspaceId

_EMPTY_LIST, _EMPTY_OBJECT = text("'[]'::jsonb"), text("'{}'::jsonb")
_PERSON = "users.id"


class Portfolio(Keyed, Owned, Versioned, Timestamped, Base):
    """How a workspace presents itself: name, headline, and who may see which part of it."""

    __tablename__ = "portfolios"
    __table_args__ = (
        UniqueConstraint("workspace_id"),
        CheckConstraint("visibility in ('public', 'unlisted', 'private')", name="visibility"),
        CheckConstraint("visibility <> 'public' or handle is not null", name="handle"),
        CheckConstraint("language in ('en', 'de', 'es', 'fr')", name="language"),
    )

    author_id: Mapped[UUID | None] = mapped_column(ForeignKey(_PERSON, ondelete="SET NULL"), index=True)
    """Who began it, and is told what happens to it."""
    handle: Mapped[str | None] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(100), default="")
    headline: Mapped[str] = mapped_column(String(200), default="")
    about: Mapped[str] = mapped_column(Text, default="")
    links: Mapped[list[Any]] = mapped_column(default=list, server_default=_EMPTY_LIST)
    visibility: Mapped[str] = mapped_column(String(10), default="private")
    indexable: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    sections: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=_EMPTY_OBJECT)
    """Who may see each section; one that is not named is private."""
    cv_id: Mapped[UUID | None] = mapped_column(ForeignKey("cvs.id", ondelete="SET NULL"), index=True)
    cv_number: Mapped[int | None]
    """The version of the CV that ``history`` was copied from."""
    history: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=_EMPTY_OBJECT)
    """What was copied out of the CV to be shown; visitors never see the CV itself."""
    answers: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """Whether visitors may ask questions of what is published."""
    language: Mapped[str] = mapped_column(String(2), default="en", server_default=text("'en'"))
    """The language of the words around what its owner wrote, the same for every visitor."""
    link_hash: Mapped[str | None] = mapped_column(String(64), unique=True, info=SECRET)
    taken_down_at: Mapped[datetime | None]
    taken_down_reason: Mapped[str | None] = mapped_column(String(500))


class PortfolioHandle(Timestamped, Base):
    """A name in the installation, taken by one portfolio; one that it had before leads to it still."""

    __tablename__ = "portfolio_handles"
    __table_args__ = (Index(None, "workspace_id", "portfolio_id"),)

    handle: Mapped[str] = mapped_column(String(40), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    portfolio_id: Mapped[UUID] = mapped_column(ForeignKey("portfolios.id", ondelete="CASCADE"), index=True)


class PortfolioItem(Keyed, Owned, Versioned, Timestamped, Base):
    """A project, a post or a certification, whose ``starts_on`` is its issue and ``ends_on`` its expiry."""

    __tablename__ = "portfolio_items"
    __table_args__ = (
        CheckConstraint("kind in ('project', 'post', 'certification')", name="kind"),
        CheckConstraint("state in ('draft', 'published')", name="state"),
        Index(None, "workspace_id", "kind", "position", "id"),
        Index(
            "uq_portfolio_items_slug",
            "portfolio_id",
            "slug",
            unique=True,
            postgresql_where=text("deleted_at is null"),
        ),
    )

    portfolio_id: Mapped[UUID] = mapped_column(ForeignKey("portfolios.id", ondelete="CASCADE"))
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey(_PERSON, ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    slug: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(500), default="")
    body: Mapped[str] = mapped_column(Text, default="")
    tags: Mapped[list[Any]] = mapped_column(default=list, server_default=_EMPTY_LIST)
    url: Mapped[str] = mapped_column(String(2000), default="")
    issuer: Mapped[str] = mapped_column(String(200), default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    position: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(10), default="draft")
    published_at: Mapped[datetime | None]
    """From when on it is shown; it may lie ahead."""
    as_evidence: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """Whether matching and tailoring may refer to it."""
    reminded_of: Mapped[date | None]
    """The expiry that its owner was last reminded of."""
    deleted_at: Mapped[datetime | None] = mapped_column(info=forgotten_after(days=7))
    taken_down_at: Mapped[datetime | None]
    taken_down_reason: Mapped[str | None] = mapped_column(String(500))


class PortfolioImage(Keyed, Owned, Timestamped, Base):
    """A picture of an item, and in words what is to be seen on it."""

    __tablename__ = "portfolio_images"

    item_id: Mapped[UUID] = mapped_column(ForeignKey("portfolio_items.id", ondelete="CASCADE"), index=True)
    alt: Mapped[str] = mapped_column(String(300), default="")
    width: Mapped[int]
    height: Mapped[int]


class PortfolioImageFile(Keyed, Owned, Timestamped, Base):
    """A picture in one width, made anew without what was written beside the points."""

    __tablename__ = "portfolio_image_files"
    __table_args__ = (UniqueConstraint("image_id", "width"),)

    image_id: Mapped[UUID] = mapped_column(ForeignKey("portfolio_images.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    width: Mapped[int]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    storage_key: Mapped[str] = mapped_column(String(65), unique=True, info=STORED)
