"""What Alembic runs for each command; the connection and the metadata come from the runner."""

from alembic import context
from sqlalchemy import Connection

from candidacy.infrastructure.postgres.migrations.filters import include_name


def run() -> None:
    connection: Connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=context.config.attributes.get("metadata"),
        include_name=include_name,
        compare_type=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
