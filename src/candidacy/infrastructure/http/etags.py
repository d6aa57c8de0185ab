"""Versions at the edge: an ETag out, and the version a change is based on in."""

from typing import Annotated

from fastapi import Header

from candidacy.kernel.errors import Invalid


class BadEtag(Invalid):
    """If-Match must be the ETag that the resource was read with, such as "3"."""

    code = "bad_etag"


def etag(version: int) -> str:
    return f'"{version}"'


async def expected_version(if_match: Annotated[str | None, Header()] = None) -> int | None:
    """The version in If-Match; None when the header is not sent or is ``*``. Raises BadEtag."""
    if if_match is None or if_match.strip() == "*":
        return None
    number = if_match.strip().removeprefix("W/").strip('"')
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise BadEtag
    return int(number)
