"""The archive of their data that LinkedIn gives a person (Settings, Data privacy)."""

from candidacy.domain.exchange.linkedin.reader import is_linkedin, read_linkedin

__all__ = ["is_linkedin", "read_linkedin"]
