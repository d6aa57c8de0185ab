"""Passwords, proofs and places to go to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidacy.features.auth.errors import WeakPassword
from candidacy.features.auth.policies.passwords import LONGEST, SHORTEST, accept, common_words, normalized
from candidacy.features.auth.policies.proofs import (
    BadEmail,
    device_name,
    email_address,
    is_api_key,
    local_path,
    new_api_key,
    new_recovery_codes,
    recovery_code,
    totp_code,
)

WEAK = {
    "7 characters": "kx9!vQz",
    "129 characters": "kx9!vQzt" * 16 + "x",
    "one letter": "aaaaaaaaaaaa",
    "alphabet": "abcdefghij",
    "alphabet backwards": "jihgfedcba",
    "keys": "qwertyuiop",
    "common": "sunshine",
    "common with a number": "password123",
    "lookalikes": "P@ssw0rd!",
    "two common words": "monkeydragon",
    "twice a word": "tigertiger",
    "a date": "12.03.1985",
    "a telephone number": "0301234567",
    "a null": "kx9!vQzt\0rr",
    "half a character": "kx9!vQzt\ud800",
    "own name": "lovelace99",
    "own address": "ada.love@example.org",
    "the product": "Candidacy1!",
}
CONTEXT = ["Ada Lovelace", "ada.love@example.org", "candidacy"]


@pytest.mark.parametrize("kind", WEAK)
def test_auth_021_a_weak_password_is_refused(kind: str) -> None:
    with pytest.raises(WeakPassword):
        accept(WEAK[kind], context=CONTEXT)


@pytest.mark.parametrize(
    "password",
    [
        "glass kettle orbit 9",
        "correct horse battery staple x",
        "x7#kPq2m",
        "日本語のパスワード",
        "ÄäÖöÜüß!§$",
        "8302957104628391",
    ],
)
def test_auth_021_a_good_password_of_any_script_is_taken(password: str) -> None:
    assert accept(password, context=CONTEXT) == normalized(password)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=20, max_size=100))
def test_auth_021_what_is_taken_is_whole(password: str) -> None:
    try:
        taken = accept(password)
    except WeakPassword:
        return
    assert taken == normalized(password)
    assert SHORTEST <= len(taken) <= LONGEST


def test_auth_021_two_ways_to_write_a_letter_are_one_password() -> None:
    assert accept("cafe\u0301 kettle orbit") == accept("caf\u00e9 kettle orbit")


def test_auth_021_a_word_of_three_letters_is_no_context() -> None:
    assert accept("ada kettle", context=["Ada"]) == "ada kettle"


def test_auth_021_the_common_words_are_in_lower_case() -> None:
    assert len(common_words()) > 400
    assert all(word == word.casefold() for word in common_words())


def test_auth_002_an_address_is_kept_in_lower_case() -> None:
    assert email_address(" Ada@Example.ORG ") == "ada@example.org"


def test_auth_002_what_is_no_address_is_refused() -> None:
    with pytest.raises(BadEmail):
        email_address("ada")


def test_auth_018_a_new_key_looks_like_one_and_no_two_are_the_same() -> None:
    keys = {new_api_key().secret for _ in range(100)}

    assert len(keys) == 100
    assert all(map(is_api_key, keys))


def test_auth_016_a_recovery_code_is_read_however_it_is_typed() -> None:
    code = new_recovery_codes()[0]

    assert recovery_code(f" {code.upper().replace('-', ' ')} ") == code
    assert recovery_code("nonsense") is None


def test_auth_015_a_code_is_read_however_it_is_typed() -> None:
    assert totp_code(" 123 456 ") == "123456"
    assert totp_code("12345") is None
    assert totp_code("١٢٣٤٥٦") is None


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Firefox/1", "Firefox"),
        ("python-httpx/0.28", "python-httpx/0.28"),
        ("", "Unknown device"),
        ("\x00\n", "Unknown device"),
    ],
)
def test_auth_010_a_device_is_named_as_its_owner_would(agent: str, name: str) -> None:
    assert device_name(agent) == name


@pytest.mark.parametrize("target", ["/cvs", "/postings/1?x=2#r3", "/"])
def test_auth_003_a_path_of_this_site_is_gone_to(target: str) -> None:
    assert local_path(target) == target


@pytest.mark.parametrize(
    "target",
    [None, "", "cvs", "//evil.example", "/\\evil.example", "https://evil.example", "/a b", "/\n", "/" * 3000],
)
def test_auth_003_any_other_place_is_not(target: str | None) -> None:
    assert local_path(target) == "/"
