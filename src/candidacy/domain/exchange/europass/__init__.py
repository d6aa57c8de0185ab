"""The XML of Europass: SkillsPassport (version 3) and Candidate (today's editor), alone or inside its PDF."""

from candidacy.domain.exchange.europass.reader import is_europass, read_europass
from candidacy.domain.exchange.europass.writer import to_europass

__all__ = ["is_europass", "read_europass", "to_europass"]
