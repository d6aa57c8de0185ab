"""Fetching a web page whose address somebody else gave, without becoming their way into this network."""

from candidacy.infrastructure.fetching.addresses import ForbiddenAddress, is_public, web_address
from candidacy.infrastructure.fetching.fetcher import (
    Fetched,
    Fetcher,
    NoTextPage,
    PageMissing,
    PageTooLarge,
    PageUnavailable,
)
from candidacy.infrastructure.fetching.guarding import Guarded, NameUnknown
from candidacy.infrastructure.fetching.settings import FetchSettings

__all__ = [
    "FetchSettings",
    "Fetched",
    "Fetcher",
    "ForbiddenAddress",
    "Guarded",
    "NameUnknown",
    "NoTextPage",
    "PageMissing",
    "PageTooLarge",
    "PageUnavailable",
    "is_public",
    "web_address",
]
