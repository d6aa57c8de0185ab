"""The door of portfolios: what is published, for who judges, tailors, or searches; and what visitors see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.passages import Part
from candidacy.domain.portfolio import Kind
from candidacy.domain.skills import SkillMention, Taxonomy, find_skills
from candidacy.features.portfolio.errors import ItemNotFound, NothingPublished
from candidacy.features.portfolio.models import PortfolioItem
from candidacy.features.portfolio.repository import PortfolioRepository
from candidacy.features.portfolio.schemas import ItemIn
from candidacy.features.portfolio.service.items import ItemService
from candidacy.features.portfolio.service.showing import Readable, Visit, Visited
from candidacy.features.portfolio.service.wording import (
    is_open,
    is_published,
    parts_of_item,
    parts_of_profile,
    stamp_of_item,
    stamp_of_profile,
    text_of,
)
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import ItemId, WorkspaceId

__all__ = [
    "Evidence",
    "ItemNotFound",
    "NothingPublished",
    "Readable",
    "Visit",
    "Visited",
    "Words",
    "add_draft",
    "delete_item",
    "evidence_of",
    "hold_item",
    "hold_profile",
    "item_stamps",
    "item_words",
    "profile_stamps",
    "profile_words",
    "skills_of",
]

_PROFILE = "Profile"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A published item that its owner lets be referred to."""

    id: ItemId
    kind: Kind
    title: str
    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """What an item or the profile says, for a search; ``published``: others than its owner may read it."""

    stamp: str
    title: str
    address: str
    changed_at: datetime
    parts: list[Part]
    published: bool


async def evidence_of(
    session: AsyncSession, workspace: WorkspaceId, now: datetime, *, limit: int = 500
) -> list[Evidence]:
    """What may stand as evidence beside a CV of this workspace: published, allowed, and not taken down."""
    rows = await PortfolioRepository(session, workspace).list_evidence(now, limit)
    return [Evidence(ItemId(row.id), Kind(row.kind), row.title, _address(row), text_of(row)) for row in rows]


def skills_of(evidence: Evidence, taxonomy: Taxonomy) -> list[SkillMention]:
    """The skills that an item shows, each with its place in ``text``; takes a while for a long one."""
    return find_skills(evidence.text, taxonomy)


async def item_stamps(session: AsyncSession, workspace: WorkspaceId, now: datetime) -> dict[UUID, str]:
    """What changes with each change of an item, of all that there are, drafts too."""
    rows = await PortfolioRepository(session, workspace).list_all()
    return {row.id: stamp_of_item(row, now) for row in rows}


async def add_draft(  # noqa: PLR0913 - all but four are named, and each is a part of the item
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    events: Events,
    *,
    kind: Kind,
    title: str,
    summary: str,
    body: str,
    tags: Sequence[str],
) -> ItemId:
    """Keep a new draft, which nobody but its owner sees. Raises TooManyItems."""
    given = ItemIn(kind=kind, title=title, summary=summary, body=body, tags=list(tags))
    return ItemId((await ItemService(session, actor, clock, events).create(given)).id)


async def delete_item(
    session: AsyncSession, actor: Actor, clock: Clock, events: Events, item: ItemId
) -> None:
    """Take an item away, as its owner would. Raises ItemNotFound."""
    await ItemService(session, actor, clock, events).delete(item)


async def hold_item(session: AsyncSession, workspace: WorkspaceId, item: UUID, now: datetime) -> str | None:
    """The stamp of an item that nobody deletes before the transaction ends; None where it is gone."""
    row = await PortfolioRepository(session, workspace).hold_item(item)
    return stamp_of_item(row, now) if row is not None else None


async def item_words(
    session: AsyncSession, workspace: WorkspaceId, item: UUID, now: datetime
) -> Words | None:
    """What an item says, and whether it is published; None where it is gone."""
    row = await PortfolioRepository(session, workspace).hold_item(item)
    if row is None:
        return None
    stamp, published = stamp_of_item(row, now), is_published(row, now)
    return Words(stamp, row.title, _address(row), row.updated_at, parts_of_item(row), published)


async def profile_stamps(session: AsyncSession, workspace: WorkspaceId) -> dict[UUID, str]:
    """What changes with each change of the portfolio itself; empty where none was begun."""
    row = await PortfolioRepository(session, workspace).find()
    return {row.id: stamp_of_profile(row)} if row is not None else {}


async def hold_profile(session: AsyncSession, workspace: WorkspaceId, portfolio: UUID) -> str | None:
    """Its stamp, and nobody deletes it before the transaction ends; None where it is gone."""
    row = await PortfolioRepository(session, workspace).hold()
    return stamp_of_profile(row) if row is not None and row.id == portfolio else None


async def profile_words(session: AsyncSession, workspace: WorkspaceId, portfolio: UUID) -> Words | None:
    """What the portfolio says to everybody beside its items; None where it is gone."""
    row = await PortfolioRepository(session, workspace).hold()
    if row is None or row.id != portfolio:
        return None
    title, address = row.name or _PROFILE, "/portfolio/profile"
    return Words(stamp_of_profile(row), title, address, row.updated_at, parts_of_profile(row), is_open(row))


def _address(row: PortfolioItem) -> str:
    """Where its owner finds it; where visitors do follows from the handle, which may change."""
    return f"/portfolio/items/{row.id}"
