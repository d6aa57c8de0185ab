"""The migrations make what the models say."""

import importlib
import pkgutil

import candidacy.features
from candidacy.infrastructure.postgres import Base, Database, migrations


def all_models() -> None:
    """Import every model, so that the metadata knows each table."""
    modules = ["candidacy.infrastructure.queue.models", "candidacy.infrastructure.checkpoints.models"]
    modules += [
        module.name
        for module in pkgutil.walk_packages(candidacy.features.__path__, "candidacy.features.")
        if module.name.endswith(".models")
    ]
    for name in modules:
        importlib.import_module(name)


async def test_the_migrated_database_is_the_one_of_the_models(database: Database) -> None:
    all_models()

    assert await migrations.differences(database.engine, Base.metadata) == []


def test_every_table_is_seen() -> None:
    all_models()

    assert {"files", "cvs", "postings", "reviews", "matches", "jobs", "users"} <= set(Base.metadata.tables)
