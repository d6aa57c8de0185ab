"""What models say of their columns to those who work over all tables: export, erasure, housekeeping.

Whose a row is follows from its columns: ``workspace_id`` makes it the workspace's, a foreign key that leads
to ``users`` the person's. What does not follow is marked, ``mapped_column(info=SECRET)``. A test holds every
table to this, so that a new one cannot be forgotten.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

SECRET: Final[dict[str, Any]] = {"secret": True}
"""It proves something or opens something: it never leaves the database."""

STORED: Final[dict[str, Any]] = {"stored": True}
"""The key of an object in the storage, which goes when the row goes."""

ADDRESS: Final[dict[str, Any]] = {"address": True}
"""The e-mail address of whom the row is about, who may have no account."""

PERSON: Final[dict[str, Any]] = {"person": True}
"""The id of a person, without a foreign key."""

APPEND_ONLY: Final = "append_only"
"""Of a table: what it holds outlives whom it is about, who is taken out of it by its own function."""

NOT_EXPORTED: Final = "not_exported"
"""Of a table: why it is in no export."""

OF_NOBODY: Final = "of_nobody"
"""Of a table: why it holds nothing of any person or workspace. It is neither exported nor erased."""

_FORGOTTEN = "forgotten_after"


def forgotten_after(days: int) -> dict[str, Any]:
    """For ``info`` of a moment or a day: the row is deleted when this lies ``days`` back."""
    return {_FORGOTTEN: timedelta(days=days)}


def forgotten(info: Mapping[Any, Any]) -> timedelta | None:
    """How long a row stays after the moment in a column with this ``info``; None: for ever."""
    found = info.get(_FORGOTTEN)
    return found if isinstance(found, timedelta) else None
