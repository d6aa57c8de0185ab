"""The client of the service: thin, typed, on httpx alone. It imports nothing of the server.

``Candidacy`` is synchronous, ``AsyncCandidacy`` the same with ``await``; both are made from one source.
"""

from candidacy.sdk.asynchronous import AsyncCandidacy
from candidacy.sdk.calls import Event, Retries
from candidacy.sdk.errors import (
    CandidacyError,
    Conflict,
    Forbidden,
    Gone,
    Invalid,
    InvalidPayload,
    JobFailed,
    NotFound,
    Problem,
    RateLimited,
    Stale,
    StreamBroken,
    TooLarge,
    Unauthenticated,
    Unavailable,
    Unreachable,
    Unreadable,
    UpstreamFailed,
)
from candidacy.sdk.synchronous import Candidacy

__all__ = [
    "AsyncCandidacy",
    "Candidacy",
    "CandidacyError",
    "Conflict",
    "Event",
    "Forbidden",
    "Gone",
    "Invalid",
    "InvalidPayload",
    "JobFailed",
    "NotFound",
    "Problem",
    "RateLimited",
    "Retries",
    "Stale",
    "StreamBroken",
    "TooLarge",
    "Unauthenticated",
    "Unavailable",
    "Unreachable",
    "Unreadable",
    "UpstreamFailed",
]
