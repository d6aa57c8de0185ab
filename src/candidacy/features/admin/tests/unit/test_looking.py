"""A part that fails is told, and keeps nobody from the others."""

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
