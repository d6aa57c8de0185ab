"""Values of the domain as JSON documents in a column."""

import hashlib
import json
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


_adapters: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """Building an adapter costs milliseconds, so each is kept."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def to_json(kind: type[T], value: T) -> dict[str, Any]:
    """``value`` as what JSONB stores; nulls and empty defaults are kept, so that it comes back equal."""
    stored: dict[str, Any] = _adapter(kind).dump_python(value, mode="json")
    return stored


def from_json(kind: type[T], stored: dict[str, Any]) -> T:
    """The value that ``to_json`` stored."""
    value: T = _adapter(kind).validate_python(stored)
    return value


def digest_of(kind: type[T], value: T) -> str:
    """SHA-256 of the value's JSON with sorted keys and no spaces: the same wherever it is computed."""
    stored = json.dumps(to_json(kind, value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(stored.encode()).hexdigest()
