"""The passages with the words of a query: of a large workspace those with the words that tell most.

A common word of a large workspace stands in more passages than can be scored. As in engines made for it, the
passages that hold a rare word are scored all; where these are too few, those with all the common ones; and
only then those with some. What is near in meaning is scored in any case. Filters hold in each step, so
that no step can cut off what they would leave.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import prod
from uuid import UUID

from candidacy.domain.search import Terms
from candidacy.domain.search.lexemes import all_of, any_of, tsqueries
from candidacy.features.assistant.repository import PassageFinder
from candidacy.features.assistant.repository.finding import (
    DEPTH,
    MOST_OF_A_STEP,
    MOST_RARE,
    Step,
    Worded,
)

PLACES_A_ROW = 4
"""Places of a word that an index goes through in the time in which a passage is read."""
MOST_WALKED = 15_000
"""Passages that are read, or as much work in an index."""
_ALIKE = 80.0
_SHORTEST_TYPO = 4


@dataclass(frozen=True, slots=True)
class Wording:
    """Finds by words in one workspace."""

    finder: PassageFinder
    passages: int
    """About how many there are."""
    large: bool

    async def prepare(self, terms: Terms) -> Sequence[int] | None:
        """What is known of terms before anything is sought; see ``steps``."""
        return await self.finder.prepare(terms) if self.large else None

    async def best(
        self, terms: Terms, known: Sequence[int] | None, near: Sequence[UUID]
    ) -> tuple[Terms, list[UUID]]:
        """The terms as they were meant, and the passages that answer to them best first.

        Args:
            terms: as they were asked for.
            known: what ``prepare`` has told.
            near: the passages that are nearest in meaning.
        """
        found = await self._found(terms, known, near)
        meant = await self._spelt(terms, found.having)
        if meant == terms:
            return terms, found.order
        return meant, (await self._found(meant, await self.prepare(meant), near)).order

    async def _found(self, terms: Terms, known: Sequence[int] | None, near: Sequence[UUID]) -> Worded:
        if not self.large:
            return await self.finder.by_words(terms, self.passages, Step())
        found, seen = Worded([], [0] * len(terms.words), 0), tuple(near)
        for step in steps(terms, known, self.passages):
            found = await self.finder.by_words(terms, self.passages, replace(step, seen=seen))
            if found.brought >= DEPTH:
                break
            seen = tuple(dict.fromkeys((*near, *found.order)))
        return found

    async def _spelt(self, terms: Terms, having: Sequence[int]) -> Terms:
        """Where a word stands nowhere, the word that is spelt most like it is sought instead."""
        from rapidfuzz import fuzz, process

        words = list(terms.words)
        for number, word in enumerate(words):
            if len(word) < _SHORTEST_TYPO or having[number]:
                continue
            near = process.extractOne(
                word, await self.finder.spelt_like(word), scorer=fuzz.ratio, score_cutoff=_ALIKE
            )
            words[number] = near[0] if near else word
        if tuple(words) == terms.words:
            return terms
        return Terms(tuple(dict.fromkeys(words)), terms.unfinished)


def steps(terms: Terms, known: Sequence[int] | None, passages: int) -> Iterator[Step]:
    """Which passages of a large workspace are scored, one step after the other until there are enough.

    Args:
        terms: what is sought.
        known: in how many passages each term stands if it is a common one, else 0; None: nobody counted.
        passages: how many there are.
    """
    queries = tsqueries(terms)
    if known is None:
        yield Step(all_of(queries), MOST_OF_A_STEP)
        yield Step(any_of(queries), MOST_OF_A_STEP)
        return
    counts = tuple(known)
    if rare := [query for query, count in zip(queries, counts, strict=True) if not count]:
        yield Step(any_of(rare), MOST_RARE, known=counts)
    common = sorted((count, n) for n, count in enumerate(counts) if count)
    for most in range(len(common), 0, -1):
        # The least common ones tell most, so the others are given up first.
        query = all_of(queries[n] for _, n in common[:most])
        shares = [min(count / max(passages, 1), 1.0) for count, _ in common[:most]]
        step, work = _cheapest(query, shares, passages)
        if work <= MOST_WALKED or most == 1:
            yield replace(step, known=counts)
    if common:
        yield Step(any_of(queries), MOST_OF_A_STEP, known=counts)


def _cheapest(query: str, shares: Sequence[float], passages: int) -> tuple[Step, float]:
    """How all of some common words are found by the least work, in passages that are read, and that work.

    An index goes through all places of the least common word. Instead of that the newest passages can be read
    until enough have matched; that is bounded, as words may stand together less often than by chance.

    Args:
        query: all the words.
        shares: of the passages, those that hold each word.
        passages: how many there are.
    """
    places = passages * min(shares) / PLACES_A_ROW
    rows = MOST_OF_A_STEP / prod(shares)
    if places <= rows:
        return Step(query, MOST_OF_A_STEP), places
    return Step(query, MOST_OF_A_STEP, int(2 * rows)), rows
