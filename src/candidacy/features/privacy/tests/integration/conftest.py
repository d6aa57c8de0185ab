"""The application on a database of the test's own, under the role that row-level security holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from candidacy.infrastructure.postgres import Database
    from candidacy.testing.application import Client


@pytest.fixture
def owner(database: Database) -> Database:
    """The test's database as its owner sees it: past row-level security."""
    return database


@pytest.fixture
def client(confined_client: Client) -> Client:
    return confined_client
