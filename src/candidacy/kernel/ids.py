"""Identifiers: UUID version 7 (RFC 9562), so that keys sort by the time they were made."""

import os
import threading
import time
from typing import NewType
from uuid import UUID

UserId = NewType("UserId", UUID)
SessionId = NewType("SessionId", UUID)
ApiKeyId = NewType("ApiKeyId", UUID)
WorkspaceId = NewType("WorkspaceId", UUID)
FileId = NewType("FileId", UUID)
CvId = NewType("CvId", UUID)
CvVersionId = NewType("CvVersionId", UUID)
PostingId = NewType("PostingId", UUID)
ReviewId = NewType("ReviewId", UUID)
MatchId = NewType("MatchId", UUID)
TailoringId = NewType("TailoringId", UUID)
LetterId = NewType("LetterId", UUID)
JobId = NewType("JobId", UUID)
InvitationId = NewType("InvitationId", UUID)


class _Stamps:
    """Sixty-bit time stamps that only grow, for one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> int:
        milliseconds, rest = divmod(time.time_ns(), 1_000_000)
        stamp = (milliseconds << 12) | (rest * 4096 // 1_000_000)
        with self._lock:
            self._last = max(stamp, self._last + 1)
            return self._last


_stamps = _Stamps()


def uuid7() -> UUID:
    """A new id, larger than every one this process made before.

    RFC 9562 layout: 48 bits of Unix milliseconds, 12 bits that count within the millisecond
    (method 3, the fraction of a millisecond), 62 random bits.
    """
    stamp = _stamps.next()
    random = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
    high = ((stamp >> 12) << 16) | (0x7 << 12) | (stamp & 0xFFF)
    return UUID(int=(high << 64) | (0b10 << 62) | random)
