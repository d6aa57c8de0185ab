"""Names in addresses: of people, which are unique in the installation, and of what they publish."""

import re
from collections.abc import Container, Iterator
from importlib.resources import files
from itertools import count, islice

from anyascii import anyascii

MAX_SLUG, MAX_HANDLE, MIN_HANDLE = 80, 40, 3
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OTHERS = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile(r"['’ʼ`]")
RESERVED = frozenset(files("candidacy.domain.portfolio").joinpath("reserved.txt").read_text("utf-8").split())
"""What a person may not be called: it stands for the installation, or reads as if it did."""


def slug_of(text: str, *, most: int = MAX_SLUG) -> str:
    """A name for an address from words in any script; empty where nothing of them can be written so."""
    latin = _APOSTROPHES.sub("", anyascii(text)).lower()
    slug = _OTHERS.sub("-", latin).strip("-")
    return slug[:most].rstrip("-")


def is_slug(text: str) -> bool:
    """Whether ``text`` may stand in the address of an item."""
    return len(text) <= MAX_SLUG and _SLUG.fullmatch(text) is not None


def is_handle(text: str) -> bool:
    """Whether a person may be called ``text``."""
    return (
        MIN_HANDLE <= len(text) <= MAX_HANDLE
        and _SLUG.fullmatch(text) is not None
        and text not in RESERVED
        and not text.isdecimal()
    )


def suggestions(wanted: str, *, most: int = MAX_SLUG) -> Iterator[str]:
    """Names like ``wanted`` without end: ``ada``, ``ada-2``, ``ada-3``, and so on, none too long."""
    base = slug_of(wanted, most=most) or "item"
    yield base
    for number in count(2):
        tail = f"-{number}"
        yield base[: most - len(tail)].rstrip("-") + tail


def free_slug(wanted: str, taken: Container[str]) -> str:
    """The first name like ``wanted`` that is not taken."""
    return next(slug for slug in suggestions(wanted) if slug not in taken)


def handles_like(wanted: str, number: int = 5) -> list[str]:
    """A few handles like ``wanted`` that may be had, as far as rules alone say."""
    return list(islice(filter(is_handle, islice(suggestions(wanted, most=MAX_HANDLE), 1000)), number))
