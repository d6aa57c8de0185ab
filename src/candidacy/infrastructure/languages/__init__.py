"""The languages of the interface: catalogs, the one that is spoken now, dates and numbers in it."""

from candidacy.infrastructure.languages.catalog import Catalog, join_catalogs
from candidacy.infrastructure.languages.current import (
    LANGUAGES,
    PSEUDO,
    SOURCE,
    Languages,
    current_language,
    speaking,
)

__all__ = [
    "LANGUAGES",
    "PSEUDO",
    "SOURCE",
    "Catalog",
    "Languages",
    "current_language",
    "join_catalogs",
    "speaking",
]
