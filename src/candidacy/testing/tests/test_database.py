import pytest
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.infrastructure.postgres import Database, Sessions
from candidacy.infrastructure.queue import Job
from candidacy.kernel.ids import WorkspaceId, uuid7


def make_job() -> Job:
    return Job(workspace_id=WorkspaceId(uuid7()), kind="test", payload={})


async def count_jobs(session: AsyncSession) -> int:
    return await session.scalar(select(func.count()).select_from(Job)) or 0


@pytest.mark.parametrize("_", range(2))
async def test_what_one_test_commits_is_not_there_in_the_next(sessionmaker: Sessions, _: int) -> None:
    async with sessionmaker.begin() as session:
        before = await count_jobs(session)

    async with sessionmaker.begin() as session:
        session.add(make_job())

    async with sessionmaker() as session:
        assert (before, await count_jobs(session)) == (0, 1)


async def test_a_rollback_inside_a_test_takes_back_only_its_own_step(sessionmaker: Sessions) -> None:
    async with sessionmaker.begin() as session:
        session.add(make_job())
    async with sessionmaker() as session:
        session.add(make_job())
        await session.flush()

        await session.rollback()

    async with sessionmaker() as session:
        assert await count_jobs(session) == 1


@pytest.mark.own_database
async def test_a_database_of_ones_own_lets_sessions_run_side_by_side(database: Database) -> None:
    async with database.sessions() as one, database.sessions() as other:
        backends = {await s.scalar(text("SELECT pg_backend_pid()")) for s in (one, other)}

    assert len(backends) == 2


async def test_an_empty_database_has_no_tables(empty_database: Database) -> None:
    async with empty_database.sessions() as session:
        assert await session.scalar(text("SELECT to_regclass('jobs')")) is None
