"""Idempotency-Key on POST (draft-ietf-httpapi-idempotency-key-header-07): a retry gets the same answer.

A router of the API is made with ``route_class=ApiRoute``; nothing else is needed. What the first request
changed and what it answered are committed together, so that a crash in between loses neither or both.
"""

from candidacy.infrastructure.http.idempotency.claims import (
    BadIdempotencyKey,
    Claim,
    IdempotencyKeyReused,
    ReplyShownOnce,
    RequestInFlight,
    claim_attached,
    claim_detached,
    current_claim,
    shown_once,
)
from candidacy.infrastructure.http.idempotency.route import PARAMETER, ApiRoute

__all__ = [
    "PARAMETER",
    "ApiRoute",
    "BadIdempotencyKey",
    "Claim",
    "IdempotencyKeyReused",
    "ReplyShownOnce",
    "RequestInFlight",
    "claim_attached",
    "claim_detached",
    "current_claim",
    "shown_once",
]
