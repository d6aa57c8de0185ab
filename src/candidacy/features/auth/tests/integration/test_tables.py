"""The tables are those of the models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from candidacy.infrastructure.postgres import Base, migrations

if TYPE_CHECKING:
    from candidacy.infrastructure.postgres import Database
    from candidacy.testing.application import Client


async def test_the_migrations_make_the_tables_of_the_models(client: Client, database: Database) -> None:
    del client  # It has all models loaded, as the application has.
    ours = {"api_keys", "identities", "mail_tokens", "recovery_codes", "refresh_tokens", "sessions", "users"}

    changes = await migrations.differences(database.engine, Base.metadata)

    assert [change for change in changes if any(repr(name) in repr(change) for name in ours)] == []
