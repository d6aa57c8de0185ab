"""The door of portfolios: what is published, for who judges, tailors, or searches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.portfolio import Kind, to_text
from candidacy.domain.skills import SkillMention, Taxonomy, find_skills
from candidacy.features.portfolio.errors import ItemNotFound
from candidacy.features.portfolio.models import PortfolioItem
from candidacy.features.portfolio.repository import PortfolioRepository
from candidacy.features.portfolio.schemas import ItemIn
from candidacy.features.portfolio.service.items import ItemService
from candidacy.kernel.clock import Clock
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import ItemId, WorkspaceId

__all__ = [
    "Evidence",
    "ItemNotFound",
    "Passage",
    "add_draft",
    "delete_item",
    "evidence_of",
    "published_passages",
    "skills_of",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A published item that its owner lets be referred to."""

    id: ItemId
    kind: Kind
    title: str
    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a published item, for a search."""

    id: UUID
    kind: Kind
    title: str
    address: str
    text: str
    updated_at: datetime


async def evidence_of(
    session: AsyncSession, workspace: WorkspaceId, now: datetime, *, limit: int = 500
) -> list[Evidence]:
    """What may stand as evidence beside a CV of this workspace: published, allowed, and not taken down."""
    rows = await PortfolioRepository(session, workspace).list_evidence(now, limit)
    return [Evidence(ItemId(row.id), Kind(row.kind), row.title, _address(row), text_of(row)) for row in rows]


def skills_of(evidence: Evidence, taxonomy: Taxonomy) -> list[SkillMention]:
    """The skills that an item shows, each with its place in ``text``; takes a while for a long one."""
    return find_skills(evidence.text, taxonomy)


async def published_passages(session: AsyncSession, workspace: WorkspaceId, now: datetime) -> list[Passage]:
    """Everything that is published, as words to be found by."""
    rows = await PortfolioRepository(session, workspace).list_all()
    return [
        Passage(row.id, Kind(row.kind), row.title, _address(row), text_of(row), row.updated_at)
        for row in rows
        if row.state == "published"
        and row.published_at is not None
        and row.published_at <= now
        and row.taken_down_at is None
    ]


async def add_draft(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    *,
    kind: Kind,
    title: str,
    summary: str,
    body: str,
    tags: Sequence[str],
) -> ItemId:
    """Keep a new draft, which nobody but its owner sees. Raises TooManyItems."""
    given = ItemIn(kind=kind, title=title, summary=summary, body=body, tags=list(tags))
    return ItemId((await ItemService(session, actor, clock).create(given)).id)


async def delete_item(session: AsyncSession, actor: Actor, clock: Clock, item: ItemId) -> None:
    """Take an item away, as its owner would. Raises ItemNotFound."""
    await ItemService(session, actor, clock).delete(item)


def text_of(row: PortfolioItem) -> str:
    """All words of an item, a paragraph on each line: spans count in this text."""
    parts = (row.title, row.issuer, row.summary, to_text(row.body), ", ".join(row.tags))
    return "\n".join(part for part in parts if part)


def _address(row: PortfolioItem) -> str:
    """Where its owner finds it; where visitors do follows from the handle, which may change."""
    return f"/portfolio/items/{row.id}"
