"""Which addresses another client may connect to: those that a page could be fetched from, and named ones."""

import pytest

from candidacy.infrastructure.fetching import ForbiddenAddress, Guarded, NameUnknown

FORBIDDEN = [
    ("127.0.0.1", 80),
    ("::1", 80),
    ("::ffff:127.0.0.1", 80),
    ("169.254.169.254", 80),
    ("10.0.0.1", 443),
    ("0.0.0.0", 80),
    ("93.184.216.34", 22),
    ("inside.example", 443),
    ("half.example", 443),
]


async def named(host: str, _: int) -> list[str]:
    answers = {
        "inside.example": ["10.1.2.3"],
        "half.example": ["93.184.216.34", "192.168.1.1"],
        "nowhere.example": [],
        "outside.example": ["93.184.216.34"],
    }
    return answers.get(host, [host])


@pytest.mark.parametrize(("host", "port"), FORBIDDEN)
async def test_no_client_is_led_inside(host: str, port: int) -> None:
    with pytest.raises(ForbiddenAddress):
        await Guarded((), named).addresses(host, port)


async def test_a_public_host_is_given_by_its_addresses() -> None:
    assert await Guarded((), named).addresses("outside.example", 443) == ["93.184.216.34"]


@pytest.mark.parametrize("written", ["127.0.0.1", "127.0.0.1:11434", "LOCALHOST:11434", "[::1]:11434"])
async def test_a_private_host_that_is_named_is_reached(written: str) -> None:
    host = written.lower().removesuffix(":11434").strip("[]")

    assert await Guarded((written,), named).addresses(host, 11434) == [host]


async def test_a_host_that_is_named_with_a_port_is_closed_on_the_others() -> None:
    with pytest.raises(ForbiddenAddress):
        await Guarded(("127.0.0.1:11434",), named).addresses("127.0.0.1", 5432)


async def test_a_name_that_means_nothing_is_said_to() -> None:
    with pytest.raises(NameUnknown):
        await Guarded((), named).addresses("nowhere.example", 443)
