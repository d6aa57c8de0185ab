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
        ("halving", "times", "0.5", ""),
        ("trebling", "times", "3", ""),
        ("quadrupling", "times", "4", ""),
        ("tripling", "times", "3", ""),
        ("in 2019", "year", "2019", ""),
        ("3,5 Mio", "plain", "3500000", ""),
        ("about two hundred and fifty", "plain", "250", "about"),
        ("eleven hundred", "plain", "1100", ""),
        ("a dozen", "plain", "12", ""),
        ("half a dozen", "plain", "6", ""),
        ("30 or more", "plain", "30", "over"),
        ("no larger than 6,000", "plain", "6000", "most"),
        ("some forty-five", "plain", "45", "about"),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, kind: str, value: str, bound: str) -> None:
    (found,) = numbers_in(text)

    assert (found.kind, found.value, found.bound) == (kind, Decimal(value), bound)


def test_the_first_of_a_range_has_the_unit_of_the_second() -> None:
    found = numbers_in("from nine to six per cent")

    assert [n.kind for n in found] == ["percent", "percent"]
    assert [n.value for n in found] == [9, 6]


@pytest.mark.parametrize("text", ["S3 and OAuth2", "one of the shops", "2FA", "C++11", "no digits"])
def test_digits_in_words_are_no_numbers(text: str) -> None:
    assert numbers_in(text) == []


def test_a_vague_number_is_a_number() -> None:
    assert [n.kind for n in numbers_in("dozens of shops")] == ["vague"]
