"""Finding the concepts of a taxonomy in a text.

Labels and aliases are kept in a trie over stemmed tokens, flattened into one dict: a key is the tokens
joined by spaces, a key that only begins a label holds nothing. A hit is then verified against the label's own
tokens, so that a stem alone never makes a match: ``marketing`` is not ``market``. The longest verified hit
wins, words are never cut, and labels that are also common words are left to ``context``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from candidacy.domain.skills.concepts import Concept, ConceptKind, SkillMention
from candidacy.domain.skills.context import Doubtful, supported
from candidacy.domain.skills.names import Name, NameTable, index_names, resolve
from candidacy.domain.skills.spelling import Spelling
from candidacy.domain.skills.taxonomy import SKILL_KINDS, Taxonomy
from candidacy.domain.skills.tokens import (
    AND,
    Tokens,
    cut,
    is_and,
    joins,
    singular,
    stem,
)

_PLURAL, _INFLECTED, _MISSPELT = 0.93, 0.85, 0.75
_ADDRESS = re.compile(r"\S+@\S+\.\w+|\bhttps?://\S+|\bwww\.\S+|\b[\w-]+\.(?:com|org|net|io|dev|edu|gov)/\S*")
_ADDRESS_SIGNS = ("@", "://", "www.", ".com", ".org", ".io", ".dev", ".edu", ".net/", ".gov")


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens ``first`` to ``last`` (inclusive) of a text taken for a concept."""

    first: int
    last: int
    name: Name
    confidence: float


class Matcher:
    """The names of a taxonomy, ready to be looked up."""

    def __init__(self, concepts: Sequence[Concept], names: NameTable | None = None) -> None:
        self._concepts = concepts
        self._names = names or index_names(concepts)
        self._table = self._names.table
        self._resolved: dict[str, list[Name]] = {}
        self._spelling: Spelling | None = None

    def _named(self, entries: str) -> list[Name]:
        names = self._resolved.get(entries)
        if names is None:
            before = self._names.before
            names = [resolve(self._concepts, entry, before) for entry in entries.split()]
            self._resolved[entries] = names
        return names

    def hits(self, tokens: Tokens) -> list[Hit]:
        """The verified hits of a text, leftmost and longest, the doubtful ones decided by their context."""
        stems = _stems(tokens)
        found = list(self._walk(tokens, stems))
        found += self._misspelt(tokens, found)
        found.sort(key=lambda h: h.first)
        sure = [h for h in found if h.name.surface is None]
        if len(sure) == len(found):
            return found
        doubtful = [Doubtful(h.first, h.last, h.name.surface) for h in found if h.name.surface is not None]
        kept = supported(tokens, [(h.first, h.last) for h in sure], doubtful)
        return [
            h if h.name.surface is None else Hit(h.first, h.last, h.name, h.confidence * kept[h.first])
            for h in found
            if h.name.surface is None or h.first in kept
        ]

    def _walk(self, tokens: Tokens, stems: list[str]) -> Iterator[Hit]:
        table, count, i = self._table, len(stems), 0
        while i < count:
            if stems[i] not in table:
                i += 1
                continue
            hit = self._longest(tokens, stems, i)
            if hit:
                yield hit
                i = hit.last + 1
            else:
                i += 1

    def _longest(self, tokens: Tokens, stems: list[str], first: int) -> Hit | None:
        table, gaps, count = self._table, tokens.gaps, len(stems)
        reached: list[tuple[int, int, str]] = []
        key, last, words = stems[first], first, 1
        while (entries := table.get(key)) is not None:
            if entries:
                reached.append((last, words, entries))
            last += 1
            if last == count:
                break
            if (gap := gaps[last]) != " ":
                if not joins(gap):
                    break
                if is_and(gap):
                    key, words = f"{key} {AND}", words + 1
            key, words = f"{key} {stems[last]}", words + 1
        for end, length, entries in reversed(reached):
            hit = _verify(tokens, first, end, length, self._named(entries))
            if hit:
                return hit
        return None

    def _misspelt(self, tokens: Tokens, found: list[Hit]) -> list[Hit]:
        taken = {i for h in found for i in range(h.first, h.last + 1)}
        hits = []
        for i, word in enumerate(tokens.words):
            if len(word) < 5 or i in taken or not word.isalpha() or not _stands_in_a_list(tokens, i):
                continue
            meant = self._meant(tokens.lower[i])
            if meant:
                hits.append(Hit(i, i, meant, _MISSPELT))
        return hits

    def _meant(self, word: str) -> Name | None:
        if self._spelling is None:
            self._spelling = Spelling(self._names.words)
        meant = self._spelling.nearest(word)
        entries = self._table.get(stem(meant), "") if meant else ""
        return next((name for name in self._named(entries) if name.tokens == (meant,)), None)


def _stems(tokens: Tokens) -> list[str]:
    return [
        low[:-1] if word[-1] == "s" and word[:-1].isupper() and len(word) > 2 else stem(low)
        for word, low in zip(tokens.words, tokens.lower, strict=True)
    ]


def _verify(tokens: Tokens, first: int, last: int, length: int, names: Iterable[Name]) -> Hit | None:
    wording = tokens.lower[first : last + 1]
    if length != len(wording):
        wording = _with_ands(tokens, first, last)
    best: Hit | None = None
    for name in names:
        likeness = _likeness(name, wording, tokens.words[last])
        if likeness and (best is None or likeness > best.confidence):
            best = Hit(first, last, name, likeness)
    return best


def _with_ands(tokens: Tokens, first: int, last: int) -> list[str]:
    words = [tokens.lower[first]]
    for i in range(first + 1, last + 1):
        words += [AND, tokens.lower[i]] if is_and(tokens.gaps[i]) else [tokens.lower[i]]
    return words


def _likeness(name: Name, wording: list[str], last_word: str) -> float:
    """How well the wording fits the name: 0 where only the stems agree."""
    if len(name.tokens) != len(wording):
        return 0.0
    likeness = name.confidence
    for wanted, word in zip(name.tokens, wording, strict=True):
        if wanted != word:
            likeness = min(likeness, _word_likeness(name, wanted, word, last_word))
    return likeness


def _word_likeness(name: Name, wanted: str, word: str, last_word: str) -> float:
    if name.surface is not None:
        return 0.0
    if word == wanted + "s" and (name.inflects or last_word[:-1].isupper()):
        return _PLURAL
    if not name.inflects:
        return 0.0
    if singular(wanted) == singular(word):
        return 0.0 if wanted.endswith("ics") else _PLURAL
    if len(name.tokens) == 1 or word.endswith(("er", "ers", "or", "ors")):
        return 0.0
    return _INFLECTED


def _stands_in_a_list(tokens: Tokens, i: int) -> bool:
    """Whether token ``i`` stands alone between commas, bullets or line ends."""
    before, after = tokens.gaps[i], tokens.gaps[i + 1]
    return _separates(before) and _separates(after)


@lru_cache(maxsize=2048)
def _separates(gap: str) -> bool:
    return gap == "" or any(c in ",;:|•·/\n\t()" for c in gap)


@lru_cache(maxsize=8)
def matcher_of(taxonomy: Taxonomy, kinds: tuple[ConceptKind, ...] = SKILL_KINDS) -> Matcher:
    """The matcher of a taxonomy; made at first use and kept while the taxonomy is in use."""
    names = taxonomy.skill_names() if kinds == SKILL_KINDS else None
    return Matcher(taxonomy.of_kind(*kinds), names)


def find_skills(text: str, taxonomy: Taxonomy) -> list[SkillMention]:
    """The skills, knowledge, languages and qualifications that ``text`` mentions, in order of place.

    Mentions do not overlap. E-mail and web addresses are passed over.
    """
    tokens = cut(text)
    barred = _addresses(text)
    concepts = taxonomy.concepts
    mentions = []
    for hit in matcher_of(taxonomy).hits(tokens):
        start, end = tokens.starts[hit.first], tokens.ends[hit.last]
        if _glued_by_ampersand(tokens, hit) or any(a < end and start < b for a, b in barred):
            continue
        mentions.append(
            SkillMention(
                text=text[start:end],
                start=start,
                end=end,
                uri=hit.name.uri,
                label=concepts[hit.name.uri].label,
                confidence=round(min(1.0, hit.confidence), 3),
            )
        )
    return mentions


def _addresses(text: str) -> list[tuple[int, int]]:
    if not any(sign in text for sign in _ADDRESS_SIGNS):
        return []
    return [m.span() for m in _ADDRESS.finditer(text)]


def _glued_by_ampersand(tokens: Tokens, hit: Hit) -> bool:
    """Whether the hit is a part of a name like ``AT&T`` or ``P&G``."""
    if tokens.ends[hit.last] - tokens.starts[hit.first] > 3:
        return False
    return tokens.gaps[hit.first] == "&" or tokens.gaps[hit.last + 1] == "&"
