"""The application on a database of the test's own, under the role that row-level security holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from candidacy.infrastructure.postgres import APP_ROLE, acting_as
from candidacy.testing.application import running_application
from candidacy.testing.database import clone, working_on

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from candidacy.infrastructure.postgres import Database
    from candidacy.infrastructure.sandbox import DocumentReader
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client


@pytest.fixture
async def owner(database_server: str) -> AsyncIterator[Database]:
    """The test's database as its owner sees it: past row-level security."""
    async with clone(database_server) as url, working_on(url) as database:
        yield database


@pytest.fixture
async def client(
    owner: Database, document_reader: DocumentReader, clock: FixedClock, tmp_path: Path
) -> AsyncIterator[Client]:
    url = acting_as(owner.url, APP_ROLE)
    async with (
        working_on(url) as database,
        running_application(
            url=url, sessions=database.sessions, reader=document_reader, clock=clock, home=tmp_path
        ) as client,
    ):
        yield client
