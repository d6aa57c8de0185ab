"""The door of portfolios: what is published, for who judges, tailors, or searches."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.portfolio import Kind, to_text
from candidacy.domain.skills import SkillMention, Taxonomy, find_skills
from candidacy.features.portfolio.models import PortfolioItem
from candidacy.features.portfolio.repository import PortfolioRepository
from candidacy.kernel.ids import ItemId, WorkspaceId

__all__ = ["Evidence", "Passage", "evidence_of", "published_passages"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A published item that its owner lets be referred to; ``skills`` say where in ``text`` each stands."""

    id: ItemId
    kind: Kind
    title: str
    address: str
    text: str
    skills: tuple[SkillMention, ...]


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
    session: AsyncSession, workspace: WorkspaceId, taxonomy: Taxonomy, now: datetime
) -> list[Evidence]:
    """What may stand as evidence beside a CV of this workspace: published, allowed, and not taken down."""
    rows = await PortfolioRepository(session, workspace).list_evidence(now)
    return [_evidence(row, taxonomy) for row in rows]


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


def text_of(row: PortfolioItem) -> str:
    """All words of an item, a paragraph on each line: spans count in this text."""
    parts = (row.title, row.issuer, row.summary, to_text(row.body), ", ".join(row.tags))
    return "\n".join(part for part in parts if part)


def _evidence(row: PortfolioItem, taxonomy: Taxonomy) -> Evidence:
    text = text_of(row)
    skills = tuple(find_skills(text, taxonomy))
    return Evidence(ItemId(row.id), Kind(row.kind), row.title, _address(row), text, skills)


def _address(row: PortfolioItem) -> str:
    """Where its owner finds it; where visitors do follows from the handle, which may change."""
    return f"/portfolio/items/{row.id}"
