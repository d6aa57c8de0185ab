from decimal import Decimal

import pytest

from candidacy.domain.tailoring.guard.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "kind", "value", "bound"),
    [
        ("$1.2M", "money", "1200000", ""),
        ("$1,200,000", "money", "1200000", ""),
        ("1.200,50 EUR", "money", "1200.50", ""),
        ("30 percent", "percent", "30", ""),
        ("over 40%", "percent", "40", "over"),
        ("2,000+ hours", "plain", "2000", "over"),
        ("about 20 people", "plain", "20", "about"),
        ("twelve", "plain", "12", ""),
        ("twenty-five shops", "plain", "25", ""),
        ("10x growth", "times", "10", ""),
        ("halved", "times", "0.5", ""),
        ("tripling", "times", "3", ""),
        ("in 2019", "year", "2019", ""),
        ("3,5 Mio", "plain", "3500000", ""),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, kind: str, value: str, bound: str) -> None:
    (found,) = numbers_in(text)

    assert (found.kind, found.value, found.bound) == (kind, Decimal(value), bound)


@pytest.mark.parametrize("text", ["S3 and OAuth2", "one of the shops", "2FA", "C++11", "no digits"])
def test_digits_in_words_are_no_numbers(text: str) -> None:
    assert numbers_in(text) == []


def test_a_vague_number_is_a_number() -> None:
    assert [n.kind for n in numbers_in("dozens of shops")] == ["vague"]
