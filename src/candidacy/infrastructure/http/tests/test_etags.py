"""Versions in headers."""

import pytest

from candidacy.infrastructure.http.etags import BadEtag, etag, expected_version


@pytest.mark.parametrize("version", [1, 7, 123_456])
async def test_an_etag_comes_back_as_the_version_it_was_made_from(version: int) -> None:
    assert await expected_version(etag(version)) == version


@pytest.mark.parametrize(("header", "version"), [('W/"3"', 3), (' "3" ', 3), ("3", 3)])
async def test_other_spellings_are_understood(header: str, version: int) -> None:
    assert await expected_version(header) == version


@pytest.mark.parametrize("header", [None, "*", " * "])
async def test_without_a_version_any_will_do(header: str | None) -> None:
    assert await expected_version(header) is None


@pytest.mark.parametrize("header", ["", '""', "abc", '"-1"', '"1.5"', '"1", "2"', '"²"', '"1234567890"'])
async def test_what_is_not_one_of_our_etags_is_refused(header: str) -> None:
    with pytest.raises(BadEtag):
        await expected_version(header)
