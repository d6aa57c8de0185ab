"""JSON Resume, from any of its versions, and in the form of the official schema 1.0.0."""

from candidacy.domain.exchange.json_resume.official import faults, to_official
from candidacy.domain.exchange.json_resume.reader import read_json_resume

__all__ = ["faults", "read_json_resume", "to_official"]
