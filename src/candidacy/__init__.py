"""Candidacy: a self-hosted career platform whose every number leads back to its source."""

__version__ = "0.1.0"
