"""A part that fails is told, and keeps nobody from the others."""

import pytest

from candidacy.features.admin.pages import duration, size
from candidacy.features.admin.service.looking import Look, look_at
from candidacy.infrastructure.storage.port import StorageUnavailable


async def fine() -> str:
    return "It answers."


async def absent() -> str:
    return "None is set."


async def away() -> str:
    raise StorageUnavailable


async def broken() -> str:
    raise ZeroDivisionError("with a secret in it")


async def hung() -> str:
    raise TimeoutError


async def test_ops_120_each_part_is_told_for_itself() -> None:
    looks = [Look("a", fine), Look("b", absent), Look("c", away), Look("d", broken), Look("e", hung)]

    found = await look_at(looks)

    assert [(part.name, part.state) for part in found] == [
        ("a", "ok"),
        ("b", "off"),
        ("c", "failing"),
        ("d", "failing"),
        ("e", "failing"),
    ]
    assert "secret" not in "".join(part.said for part in found)


@pytest.mark.parametrize(
    ("count", "words"), [(12, "12 bytes"), (1_500, "1.5 KB"), (2_500_000, "2.5 MB"), (3e15, "3000.0 TB")]
)
def test_bytes_are_told_in_words(count: int, words: str) -> None:
    assert size(count) == words


@pytest.mark.parametrize(("seconds", "words"), [(5, "5 s"), (600, "10 min"), (7200, "2.0 h")])
def test_seconds_are_told_in_words(seconds: float, words: str) -> None:
    assert duration(seconds) == words
