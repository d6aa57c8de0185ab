import pytest

from candidacy.domain.review.tests.factories import LOST, changed, finding


def status(address: str, name: str = "Ines Duarte") -> bool:
    cv = changed("basics", "email", to=address)
    cv["basics"]["name"] = name
    return finding(cv, "unprof_email").status in LOST


@pytest.mark.parametrize(
    "address",
    [
        "party_princess88@example.org",
        "xx_ines_xx@example.org",
        "babygirl1998@example.org",
        "coolguy4u@example.org",
        "ninja.unicorn@example.org",
        "ines69@example.org",
        "purple.meadow@example.org",
        "sunnymeadow7@example.org",
    ],
)
def test_an_address_that_is_slang_or_random_words_is_found(address: str) -> None:
    assert status(address)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("ines.duarte@example.org", "Ines Duarte"),
        ("iduarte91@example.org", "Ines Duarte"),
        ("contact@example.org", "Ines Duarte"),
        ("jobs.mail@example.org", "Ines Duarte"),
        ("d8471x@example.org", "Ines Duarte"),
        ("emeka.works@example.org", "Chukwuemeka Okafor"),
        ("king.prince@example.org", "Prince King"),
        ("rose.hunter@example.org", "Rose Hunter"),
        ("juergen.mueller@example.org", "Jürgen Müller"),
        ("whatever.meadow@example.org", "李 小龙"),
    ],
)
def test_a_name_or_something_neutral_is_fine(address: str, name: str) -> None:
    assert not status(address, name)
