from datetime import UTC, datetime

import pytest
from sqlalchemy import Index, MetaData, Table, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped
from sqlalchemy.orm.exc import StaleDataError

from candidacy.infrastructure.postgres import Base, Database, Keyed, Owned, Sessions, Timestamped, Versioned
from candidacy.infrastructure.postgres.base import NAMES
from candidacy.kernel.ids import WorkspaceId, uuid7


class Drafts(DeclarativeBase):
    """A base of the tests' own, so that their tables are in nobody else's metadata."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = Base.type_annotation_map
    __mapper_args__ = Base.__mapper_args__


class Note(Keyed, Owned, Versioned, Timestamped, Drafts):
    __tablename__ = "test_notes"

    title: Mapped[str]


class Tag(Keyed, Owned, Drafts):
    __tablename__ = "test_tags"
    __table_args__ = (Index(None, "workspace_id", "name"),)

    name: Mapped[str]


OWNER = WorkspaceId(uuid7())


@pytest.fixture
async def notes(database: Database) -> Sessions:
    async with database.sessions.begin() as session:
        await (await session.connection()).run_sync(Drafts.metadata.create_all)
    return database.sessions


def leading(table: object) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[column.name for column in index.columns] for index in table.indexes]


def test_an_owned_table_has_an_index_that_leads_with_the_owner() -> None:
    assert leading(Note.__table__) == [["workspace_id", "id"]]


def test_an_index_of_its_own_that_leads_with_the_owner_is_enough() -> None:
    assert leading(Tag.__table__) == [["workspace_id", "name"]]


async def add(session: AsyncSession) -> Note:
    note = Note(workspace_id=OWNER, title="one")
    session.add(note)
    await session.flush()
    return note


async def test_ids_are_made_in_order(notes: Sessions) -> None:
    async with notes() as session:
        ids = [(await add(session)).id for _ in range(3)]

    assert ids == sorted(ids)
    assert {i.version for i in ids} == {7}


async def test_times_are_the_servers_and_know_their_zone(notes: Sessions) -> None:
    async with notes() as session:
        note = await add(session)

    assert abs((datetime.now(UTC) - note.created_at).total_seconds()) < 3600


async def test_a_change_is_seen_in_updated_at_without_loading_again(notes: Sessions) -> None:
    async with notes() as session:
        note = await add(session)
        await session.execute(text("UPDATE test_notes SET updated_at = '2000-01-01T00:00:00Z'"))
        await session.refresh(note)

        note.title = "two"
        await session.flush()

        assert note.updated_at > datetime(2020, 1, 1, tzinfo=UTC)


async def test_a_change_of_what_has_changed_meanwhile_is_stale(notes: Sessions) -> None:
    async with notes() as session:
        note = await add(session)
        await session.execute(text("UPDATE test_notes SET version = version + 1"))

        note.title = "two"
        with pytest.raises(StaleDataError):
            await session.flush()
