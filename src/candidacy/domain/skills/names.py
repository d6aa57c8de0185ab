"""The names of concepts as a table that the matcher walks, small enough to ship ready-made.

A key is the stems of a name's tokens joined by spaces; its entries are numbers for a concept, one of
its names and one way to write it. A key that only begins longer ones has no entries.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from candidacy.domain.skills.concepts import Concept, ConceptKind
from candidacy.domain.skills.tokens import label_tokens, spellings, stem
from candidacy.domain.skills.words import COMMON_WORDS

EXACT, VARIANT = 1.0, 0.97
_VARIANT_BITS, _NAME_BITS = 2, 10
_SHORTEST_WORD = 5


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write a concept: its tokens, and whether they stand as the taxonomy has them."""

    uri: str
    tokens: tuple[str, ...]
    confidence: float
    surface: str | None
    """The label in its own case where it counts only in context, else None."""
    inflects: bool
    """Whether the wording may be in another number than the label: not so for names like ``Windows``."""


@dataclass(frozen=True, slots=True)
class NameTable:
    """The names of a sequence of concepts. Entries count the concepts from 0."""

    concepts: int
    table: dict[str, list[int]]
    words: list[str]
    """The names of one word that mean their concept wherever they stand: what a misspelt word may be."""

    def then(self, other: "NameTable") -> "NameTable":
        """The table of this one's concepts followed by the other's."""
        shift = self.concepts << (_VARIANT_BITS + _NAME_BITS)
        table = dict(self.table)
        for key, codes in other.table.items():
            moved = [code + shift for code in codes]
            table[key] = table[key] + moved if key in table else moved
        return NameTable(self.concepts + other.concepts, table, [*self.words, *other.words])


def names_of(concept: Concept) -> tuple[str, ...]:
    """The label, the aliases and what is marked ambiguous, without repeats."""
    return tuple(dict.fromkeys((concept.label, *concept.aliases, *concept.ambiguous)))


def index_names(concepts: Sequence[Concept]) -> NameTable:
    """The table of the concepts' names."""
    table: dict[str, list[int]] = {}
    words: dict[str, None] = {}
    for number, concept in enumerate(concepts):
        for rank, label in enumerate(names_of(concept)[: 1 << _NAME_BITS]):
            code = ((number << _NAME_BITS) | rank) << _VARIANT_BITS
            doubtful = _is_doubtful(concept, label)
            ways = [label_tokens(label)] if doubtful else [label_tokens(label), *spellings(label)]
            for variant, tokens in enumerate(ways):
                _enter(table, tokens, code | variant)
                if (
                    len(tokens) == 1
                    and not doubtful
                    and len(tokens[0]) >= _SHORTEST_WORD
                    and tokens[0].isalpha()
                ):
                    words[tokens[0]] = None
    return NameTable(len(concepts), table, list(words))


def _enter(table: dict[str, list[int]], tokens: Sequence[str], code: int) -> None:
    if not tokens:
        return
    key = stem(tokens[0])
    for token in tokens[1:]:
        table.setdefault(key, [])
        key = f"{key} {stem(token)}"
    table.setdefault(key, []).append(code)


def resolve(concepts: Sequence[Concept], code: int) -> Name:
    """The name that an entry of the table of ``concepts`` stands for."""
    rest, variant = divmod(code, 1 << _VARIANT_BITS)
    number, rank = divmod(rest, 1 << _NAME_BITS)
    concept = concepts[number]
    label = names_of(concept)[rank]
    if variant:
        return Name(concept.uri, spellings(label)[variant - 1], VARIANT, None, inflects=False)
    tokens = label_tokens(label)
    surface = label if _is_doubtful(concept, label) else None
    inflects = len(tokens) > 1 or label.islower() or concept.kind is ConceptKind.SKILL
    return Name(concept.uri, tokens, EXACT, surface, inflects)


def _is_doubtful(concept: Concept, label: str) -> bool:
    """Whether the label counts in context only, marked or not: ``R``, ``IT``, ``CAN``, ``Spark``."""
    if label in concept.ambiguous:
        return True
    return label.isalpha() and (len(label) <= 2 or label.lower() in COMMON_WORDS)
