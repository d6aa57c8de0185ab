"""A title at the head of a CV of which not one heading is known: its places tell it, for its words cannot.

A title stands again in the body, where its role and the dates of it do. A name stands again in the margins of
pages, above a signature, in an address or among authors. No list takes part: every name is read alike.
"""

import re
from collections.abc import Sequence

from candidacy.domain.reading.fields.contact import Contact
from candidacy.domain.reading.fields.folding import fold
from candidacy.domain.reading.fields.lexicon import tokens
from candidacy.domain.reading.fields.person import agrees
from candidacy.domain.reading.fields.rows import Row
from candidacy.domain.reading.fields.values import Found, found

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = re.compile(
    rf"""(?<!\d)\d\d?[./-]\s?\d\d?[./-]\s?{_YEAR.pattern}
    | {_YEAR.pattern}-\d\d-\d\d
    | (?<![\d/.-])\d\d?(?:\.|th|st|nd|rd)?,?\s(?:[^\W\d_]+\.?,?\s)?{_YEAR.pattern}""",
    re.VERBOSE,
)
"""A date with its day: of a signature, a print or a birth. Roles are dated by months and years."""
_COMMA_BEFORE, _COMMA_AFTER = re.compile(r",\s*$"), re.compile(r"\s*,\s*[^\W\d_]")
_HEAD = 12
"""Rows among which a name is looked for."""
_SURE = 0.75


def read_titles(rows: Sequence[Row], contact: Contact) -> list[Found]:
    """What of the first rows is a title that the body repeats beside the dates of a role, from the top."""
    titles = []
    for index, row in enumerate(rows[:_HEAD]):
        piece = row.first
        if agrees(piece.text, contact.email) or contact.holds(piece.start, piece.end):
            continue
        if _stands_again(tokens(piece.text), rows[index:], contact):
            titles.append(found(piece.text, piece.start, _SURE))
    return titles


def _stands_again(words: Sequence[str], rows: Sequence[Row], contact: Contact) -> bool:
    """Whether a row below the first of ``rows`` holds the words as a role does."""
    if not words:
        return False
    again = re.compile(r"(?<!\w)" + r"\W+".join(map(re.escape, words)) + r"(?!\w)")
    for before, row, after in zip(rows, rows[1:], rows[2:], strict=False):
        place = again.search(fold(row.text))
        if not place or contact.holds(row.start, row.end) or not _is_of_a_role(place):
            continue
        if any(_is_dated(near.text) for near in (before, row, after)):
            return True
    return False


def _is_of_a_role(place: re.Match[str]) -> bool:
    """Whether a row says it neither with a day, as a signature, nor among others, as authors are named.

    A row with two years holds a range, which only roles have.
    """
    row = place.string
    listed = _COMMA_BEFORE.search(row, 0, place.start()) or _COMMA_AFTER.match(row, place.end())
    return len(_YEAR.findall(row)) > 1 or not (listed or _DAY.search(row))


def _is_dated(text: str) -> bool:
    """Whether a year stands in a row other than that of a day."""
    return len(_YEAR.findall(text)) > len(_DAY.findall(text))
