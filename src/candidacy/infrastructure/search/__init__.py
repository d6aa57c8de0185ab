"""Finding among very many CVs: an index in memory for each workspace, kept in step with the database."""

from candidacy.infrastructure.search.pools import WorkspacePools

__all__ = ["WorkspacePools"]
