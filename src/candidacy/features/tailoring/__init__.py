"""Tailoring a CV to a posting: proposed, decided by a person, applied as a version, undone."""
