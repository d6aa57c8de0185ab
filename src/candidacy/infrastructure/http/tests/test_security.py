"""Whose page asked, and to which name."""

import pytest
from starlette.datastructures import Headers

from candidacy.infrastructure.http.security import SAFE_METHODS, host_name, is_foreign

HOST = "localhost:8000"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "MADEUP"])
@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://localhost:9000"},
        {"origin": "http://localhost:8000.evil.example"},
        {"sec-fetch-site": "same-origin", "origin": "https://evil.example"},
    ],
)
def test_a_change_that_another_site_asks_for_is_foreign(method: str, headers: dict[str, str]) -> None:
    assert is_foreign(method, Headers(headers), HOST)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"origin": "http://localhost:8000"},
        {"origin": "https://LOCALHOST:8000"},
        {"sec-fetch-site": "same-origin", "origin": "http://localhost:8000"},
    ],
)
def test_a_change_that_our_page_or_a_program_asks_for_is_not(headers: dict[str, str]) -> None:
    assert not is_foreign("POST", Headers(headers), HOST)


@pytest.mark.parametrize("method", sorted(SAFE_METHODS))
def test_anybody_may_link_to_a_page(method: str) -> None:
    assert not is_foreign(method, Headers({"sec-fetch-site": "cross-site"}), HOST)


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost", "localhost"),
        ("localhost:8000", "localhost"),
        ("[::1]", "[::1]"),
        ("[::1]:8000", "[::1]"),
        ("[::1", "[::1]"),
        ("", ""),
    ],
)
def test_the_name_of_a_host_is_without_its_port(host: str, name: str) -> None:
    assert host_name(host) == name
