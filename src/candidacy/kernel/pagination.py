"""Keyset pages: a list and an opaque cursor to the next one."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel

from candidacy.kernel.errors import Invalid

T = TypeVar("T")

DEFAULT_LIMIT = 20
MAX_LIMIT = 100
MAX_NUMBER = 1_000_000
"""The last place of anything that is counted within something else: pages, versions, requirements."""
MAX_CURSOR = 1_000
"""Characters; ours are far shorter, and a longer one could nest deeper than JSON can be read."""


class BadCursor(Invalid):
    """The cursor is not one that this list gave. Start again without it."""

    code = "bad_cursor"


class Page(BaseModel, Generic[T]):
    """Items in order, and the cursor of the next page (None on the last)."""

    items: list[T]
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Rows(Generic[T]):
    """A page inside the application, of rows and not yet of what the API says of them."""

    items: list[T]
    next_cursor: str | None


def page_of(found: Sequence[T], limit: int, key: Callable[[T], tuple[object, ...]]) -> Rows[T]:
    """The page from up to ``limit + 1`` rows in order; ``key`` is what the order goes by."""
    more = encode_cursor(*key(found[limit - 1])) if len(found) > limit else None
    return Rows(list(found[:limit]), more)


def encode_cursor(*key: object) -> str:
    """A cursor from the sort key of the last item; the values must be JSON or have a string form."""
    return base64.urlsafe_b64encode(json.dumps(key, default=str).encode()).decode().rstrip("=")


def decode_cursor(cursor: str) -> list[str | int | float | None]:
    """The sort key inside ``cursor``. Raises BadCursor when it is not one."""
    if len(cursor) > MAX_CURSOR:
        raise BadCursor
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError as exc:
        raise BadCursor from exc
    if not isinstance(key, list) or not all(map(_is_key, key)):
        raise BadCursor
    return key


def _is_key(value: object) -> bool:
    """Whether a database can compare with it: no truth value, no infinity, no text it cannot hold."""
    if isinstance(value, str):
        return not any(c == "\0" or "\ud800" <= c <= "\udfff" for c in value)
    return value is None or (isinstance(value, int | float) and type(value) is not bool and isfinite(value))


def cursor_id(cursor: str) -> UUID:
    """The id inside a cursor whose key is one id."""
    match decode_cursor(cursor):
        case [str(value)]:
            try:
                return UUID(value)
            except ValueError as exc:
                raise BadCursor from exc
        case _:
            raise BadCursor
