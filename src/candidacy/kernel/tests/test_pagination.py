"""Keyset pages and their cursors."""

import base64
import json
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidacy.kernel.ids import uuid7
from candidacy.kernel.pagination import BadCursor, cursor_id, decode_cursor, encode_cursor, page_of

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
keys = st.lists(st.none() | st.integers(-(2**53), 2**53) | texts, min_size=1, max_size=3)


def cursor_of(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@given(keys)
def test_a_cursor_gives_back_the_key_it_was_made_from(key: list[str | int | None]) -> None:
    assert decode_cursor(encode_cursor(*key)) == key


@given(keys)
def test_a_cursor_needs_no_escaping_in_an_address(key: list[str | int | None]) -> None:
    assert set(encode_cursor(*key)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(st.text(max_size=60))
def test_whatever_else_is_given_is_no_cursor_or_a_key(text: str) -> None:
    try:
        key = decode_cursor(text)
    except BadCursor:
        return
    assert isinstance(key, list)


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "!",
        "a",
        "ä",
        "AAAA",
        cursor_of("{}"),
        cursor_of('{"a": 1}'),
        cursor_of("[[1]]"),
        cursor_of("7"),
        cursor_of("[true]"),
        cursor_of("[NaN]"),
        cursor_of("[1e999]"),
        cursor_of('["\\u0000"]'),
        cursor_of('["\\ud800"]'),
        cursor_of("[" * 30_000),
        cursor_of(json.dumps("x" * 5_000)),
    ],
)
def test_what_is_not_a_key_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor):
        decode_cursor(cursor)


def test_a_cursor_of_one_id_gives_the_id() -> None:
    made = uuid7()

    assert cursor_id(encode_cursor(made)) == made


@pytest.mark.parametrize("key", [(7,), ("not an id",), (), ("a", "b"), (None,)])
def test_a_cursor_of_anything_else_is_refused_as_an_id(key: tuple[object, ...]) -> None:
    with pytest.raises(BadCursor):
        cursor_id(encode_cursor(*key))


def by_itself(value: int) -> tuple[object, ...]:
    return (value,)


def test_a_page_with_more_behind_it_has_the_cursor_of_its_last_item() -> None:
    page = page_of([1, 2, 3], 2, by_itself)

    assert page.items == [1, 2]
    assert page.next_cursor is not None
    assert decode_cursor(page.next_cursor) == [2]


@pytest.mark.parametrize("found", [[], [1], [1, 2]])
def test_the_last_page_has_no_cursor(found: list[int]) -> None:
    page = page_of(found, 2, by_itself)

    assert (page.items, page.next_cursor) == (found, None)


def test_an_id_is_written_as_its_text() -> None:
    made = UUID(int=7)

    assert decode_cursor(encode_cursor(made)) == [str(made)]
