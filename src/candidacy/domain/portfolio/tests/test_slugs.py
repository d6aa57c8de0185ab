from itertools import islice

import pytest

from candidacy.domain.portfolio.slugs import (
    MAX_SLUG,
    RESERVED,
    free_slug,
    handles_like,
    is_handle,
    is_slug,
    slug_of,
    suggestions,
)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Analytical Engine", "analytical-engine"),
        ("L’été à Orléans", "lete-a-orleans"),
        ("Größe & Straße", "grosse-strasse"),
        ("Мой проект", "moy-proekt"),
        ("世界", "shijie"),
        ("Ελληνικά", "ellinika"),
        ("  --C++/Rust!--  ", "c-rust"),
        ("", ""),
    ],
)
def test_folio_001_words_of_any_script_make_an_address(words: str, slug: str) -> None:
    assert slug_of(words) == slug


@pytest.mark.parametrize("words", ["مرحبا", "שלום", "हिन्दी", "한국어", "ไทย", "தமிழ்", "ქართული", "🚀 rocket"])
def test_folio_001_every_script_gives_a_slug_that_is_one(words: str) -> None:
    assert is_slug(slug_of(words))


def test_a_slug_is_cut_to_its_length_without_a_hyphen_at_its_end() -> None:
    slug = slug_of("ab " * 100)

    assert len(slug) <= MAX_SLUG
    assert is_slug(slug)


@pytest.mark.parametrize("text", ["", "-a", "a-", "a--b", "A", "a_b", "a.b", "a/b", "x" * 81, "é"])
def test_what_does_not_fit_an_address_is_no_slug(text: str) -> None:
    assert not is_slug(text)


def test_folio_001_the_first_name_that_is_free_is_suggested() -> None:
    assert free_slug("Engine", {"engine", "engine-2", "engine-4"}) == "engine-3"


def test_a_suggestion_is_never_too_long() -> None:
    found = list(islice(suggestions("x" * 200), 12))

    assert len(set(found)) == 12
    assert all(is_slug(one) for one in found)


def test_words_that_give_nothing_still_have_a_suggestion() -> None:
    assert next(suggestions("!!!")) == "item"


@pytest.mark.parametrize("handle", ["ada", "ada-lovelace", "a1b", "x" * 40])
def test_folio_002_a_handle_may_be(handle: str) -> None:
    assert is_handle(handle)


@pytest.mark.parametrize("handle", ["", "ab", "Ada", "ada!", "123", "x" * 41, "-ada", *sorted(RESERVED)[:20]])
def test_folio_002_a_handle_may_not_be(handle: str) -> None:
    assert not is_handle(handle)


def test_folio_002_handles_that_are_suggested_may_be_had() -> None:
    found = handles_like("Admin")

    assert len(found) == 5
    assert all(map(is_handle, found))
