"""The error tree: what is drawn is what is there."""

import re

import pytest

from candidacy.kernel import errors
from candidacy.kernel.errors import AppError, Conflict, NotFound

LINE = re.compile(r"^(?P<bars>[|`\- ]*)(?P<name>[A-Z]\w+) {2,}(?P<status>\d{3})  ")
FAMILIES = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, AppError) and value.__module__ == errors.__name__
]


def drawn() -> dict[str, tuple[str | None, int]]:
    """Name to parent and status, as the picture in the module's docstring has it."""
    found: dict[str, tuple[str | None, int]] = {}
    above: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        match = LINE.match(line.removeprefix("    "))
        if match:
            depth = len(match["bars"]) // 4
            above = [*above[:depth], match["name"]]
            found[match["name"]] = (above[-2] if depth else None, int(match["status"]))
    return found


def test_the_tree_that_is_drawn_is_the_tree_that_is_there() -> None:
    there = {
        family.__name__: (
            parent.__name__ if issubclass(parent := family.__bases__[0], AppError) else None,
            family.status,
        )
        for family in FAMILIES
    }

    assert drawn() == there


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_the_docstring_is_the_message(family: type[AppError]) -> None:
    assert family().message == str(family()) == family.__doc__


def test_a_message_that_knows_more_replaces_it() -> None:
    assert NotFound("There is no page 7.").message == "There is no page 7."


def test_a_docstring_over_several_lines_loses_its_indentation() -> None:
    class Wordy(Conflict):
        """One line.

        Another one.
        """

    assert Wordy().message == "One line.\n\nAnother one."


def test_a_class_without_a_docstring_has_an_empty_message() -> None:
    class Silent(Conflict):
        pass

    Silent.__doc__ = None

    assert Silent().message == ""


def test_422_belongs_to_payload_validation_alone() -> None:
    assert 422 not in {family.status for family in FAMILIES}
