"""How much each word of a posting tells, also in a language of which nothing is known.

It is learnt from the posting alone, so that a score depends on nothing but the CV and the posting.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from candidacy.domain.matching.formula import BY_LENGTH, HEADING_WORDS, KNOWN_SHARE
from candidacy.domain.matching.words import in_capitals, stems, weight
from candidacy.domain.postings.reader import core_text
from candidacy.domain.postings.schema import Posting
from candidacy.domain.postings.text import BULLET


@dataclass(frozen=True, slots=True)
class Words:
    """The words of what a posting says of the job and the person, and what each of them tells."""

    counts: Mapping[str, int]
    """How often each stem is said, but for the place of work; in an unknown language without the headings."""
    known: bool
    """Whether enough of the stems stand in a list for the language to count as known."""
    capitals: frozenset[str]
    """The stems of abbreviations, like SAP; empty where the language is known."""

    def weight(self, stem: str) -> float:
        """How much a stem tells, 0.01 to 1; in an unknown language less when it is short.

        There the short words are the common ones, as they are in every language, but for abbreviations.
        """
        if self.known or stem in self.capitals:
            return weight(stem)
        return weight(stem) * BY_LENGTH.get(len(stem), 1.0)


def words_of(posting: Posting) -> Words:
    """The words of a posting, without its place of work."""
    place = frozenset(stems(posting.location or ""))
    counts = _counted(core_text(posting.text), place)
    common = sum(weight(stem) < 1.0 for stem in counts)
    if common >= KNOWN_SHARE * len(counts):
        return Words(counts, True, frozenset())
    text = core_text(_without_headings(posting.text))
    return Words(_counted(text, place), False, in_capitals(text))


def _counted(text: str, place: frozenset[str]) -> Mapping[str, int]:
    return Counter(stem for stem in stems(text) if stem not in place)


def _without_headings(text: str) -> str:
    """The text without short lines that stand before a list or end in a colon; the first is the title."""
    lines = [line for line in text.split("\n") if line.strip()]
    followed = [*lines[1:], ""]
    return "\n".join(
        line
        for at, (line, after) in enumerate(zip(lines, followed, strict=True))
        if at == 0 or not _is_heading(line, after)
    )


def _is_heading(line: str, after: str) -> bool:
    if BULLET.match(line) or len(line.split()) > HEADING_WORDS:
        return False
    return line.rstrip().endswith(":") or BULLET.match(after) is not None
