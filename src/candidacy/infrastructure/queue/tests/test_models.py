import pytest
from sqlalchemy import MetaData
from sqlalchemy.exc import IntegrityError

from candidacy.infrastructure.postgres import Base, Database, migrations
from candidacy.infrastructure.queue import Job
from candidacy.kernel.ids import WorkspaceId, uuid7


async def test_a_broken_rule_of_a_table_stays_what_it_is(database: Database) -> None:
    job = Job(id=uuid7(), workspace_id=WorkspaceId(uuid7()), kind="k", payload={}, status="unheard")
    async with database.sessions() as session:
        session.add(job)

        with pytest.raises(IntegrityError, match="ck_jobs_status"):
            await session.flush()


async def test_what_was_committed_stays_readable(database: Database) -> None:
    job = Job(workspace_id=WorkspaceId(uuid7()), kind="k", payload={})
    async with database.sessions.begin() as session:
        session.add(job)

    assert job.created_at is not None


@pytest.mark.own_database
async def test_the_table_of_jobs_is_as_the_model_says(database: Database) -> None:
    # By itself: which other tables are known depends on what else a process has imported.
    alone = MetaData(naming_convention=Base.metadata.naming_convention)
    Base.metadata.tables[Job.__tablename__].to_metadata(alone)

    found = await migrations.differences(database.engine, alone)

    assert [change for change in found if f"'{Job.__tablename__}'" in repr(change)] == []
