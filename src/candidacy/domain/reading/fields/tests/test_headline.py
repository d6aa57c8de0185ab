"""A title at the head of a CV in a language of which no word is known; the one here is made up."""

import pytest

from candidacy.domain.reading.fields import read_resume
from candidacy.domain.reading.fields.tests.documents import L, make_document
from candidacy.domain.resume import Basics

ROLES = ("Toovul Bogruof ul zool 7.", "Hoopzaav Beud Jofhaod 03/2016 zoz 08/2019", "Vosz lovdool zoz broozol")
CLOSE = ("Bovaul", "Zool um Reud Gozzar")


def _basics(*lines: L | str) -> Basics:
    return read_resume(make_document(*lines, *ROLES, *CLOSE, layout=False)).resume.basics


@pytest.mark.parametrize(
    "role",
    [
        ("Wruonol Joovd 2019 sozz Hiod",),
        ("Wruonol Joovd", "01/2019 sozz 02/2021, Guvoz"),
        ("Guvoz Wruonol Joovd 2019",),
        ("Wruonol joovd, Guvoz, 2015 - 2019",),
    ],
)
def test_a_title_stands_again_beside_the_dates_of_its_role(role: tuple[str, ...]) -> None:
    basics = _basics("WRUONOL JOOVD", "Wozz ul 12 jool.", "Guvoz zool 3 lov.", *role)

    assert (basics.label, basics.name) == ("WRUONOL JOOVD", None)


def test_the_name_below_a_title_is_read() -> None:
    basics = _basics("Wruonol Joovd", "Mark Stone", "Guvoz zool lov ul", "Wruonol Joovd 2019", "Guvoz")

    assert (basics.label, basics.name) == ("Wruonol Joovd", "Mark Stone")


@pytest.mark.parametrize(
    "again",
    [
        ("Guvoz zool", "Mark Stone", "zool lov"),
        ("Hoob, 12.03.2024", "Mark Stone", "Zoovol"),
        ("12 Fozruor 2024 Mark Stone · Lovvol 1",),
        ("Lovul ov Goruv", "Mark Stone, Anna Berg, Will Young", "Zovo 2023"),
        ("Anna Berg, Mark Stone: Lovul ov Goruv. Zovo 2023",),
    ],
    ids=["margin", "signature", "print", "author", "last author"],
)
def test_a_name_that_stands_again_is_no_title(again: tuple[str, ...]) -> None:
    assert _basics("Mark Stone", "Guvoz zool lov ul", *again, "Guvoz").name == "Mark Stone"


def test_a_name_that_the_address_holds_is_no_title() -> None:
    basics = _basics("Mark Stone", "mark.stone@example.org", "Guvoz zool lov ul", "Mark Stone 2019 - 2021")

    assert basics.name == "Mark Stone"
