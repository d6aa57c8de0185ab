"""The names of concepts as a table that the matcher walks, small enough to ship ready-made.

A key is the stems of a name's tokens joined by spaces; its entries are numbers for a concept, one of
its names and one way to write it. A key that only begins longer ones has no entries.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

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
    """The names of a sequence of concepts; the entries of a key are one string, because strings load fast.

    Entries count the concepts from 0; those with a plus sign count from ``before``.
    """

    concepts: int
    table: dict[str, str]
    words: list[str]
    """The names of one word that mean their concept wherever they stand: what a misspelt word may be."""
    before: int = 0

    def then(self, other: "NameTable") -> "NameTable":
        """This table and one with plus signs, whose concepts follow."""
        table = other.table | self.table
        for key in other.table.keys() & self.table.keys():
            table[key] = f"{self.table[key]} {other.table[key]}".strip()
        return NameTable(
            self.concepts + other.concepts, table, [*self.words, *other.words], before=self.concepts
        )

    def pack(self) -> dict[str, int | str]:
        """This table as a few long strings."""
        lines = "\n".join(chain.from_iterable(self.table.items()))
        return {"concepts": self.concepts, "table": lines, "words": " ".join(self.words)}

    @classmethod
    def unpack(cls, packed: Mapping[str, int | str]) -> "NameTable":
        """What ``pack`` packed. Raises ValueError or KeyError when it is something else."""
        lines = str(packed["table"]).split("\n")
        table = dict(zip(lines[::2], lines[1::2], strict=True)) if lines != [""] else {}
        return cls(int(packed["concepts"]), table, str(packed["words"]).split())


def names_of(concept: Concept) -> tuple[str, ...]:
    """The label, the aliases and what is marked ambiguous, without repeats."""
    return tuple(dict.fromkeys((concept.label, *concept.aliases, *concept.ambiguous)))


def index_names(concepts: Sequence[Concept], *, follows: bool = False) -> NameTable:
    """The table of the concepts' names, to stand alone or to follow another table."""
    table: dict[str, list[int]] = {}
    words: dict[str, None] = {}
    for number, concept in enumerate(concepts):
        for rank, label in enumerate(names_of(concept)[: 1 << _NAME_BITS]):
            code = ((number << _NAME_BITS) | rank) << _VARIANT_BITS
            doubtful = _is_doubtful(concept, label)
            ways = [label_tokens(label)] if doubtful else [label_tokens(label), *spellings(label)]
            for variant, tokens in enumerate(ways):
                if variant and tokens[0] in COMMON_WORDS and len(tokens) == 1:
                    continue
                _enter(table, tokens, code | variant)
                if (
                    len(tokens) == 1
                    and not doubtful
                    and len(tokens[0]) >= _SHORTEST_WORD
                    and tokens[0].isalpha()
                ):
                    words[tokens[0]] = None
    sign = "+" if follows else ""
    packed = {key: " ".join(f"{sign}{code}" for code in codes) for key, codes in table.items()}
    return NameTable(len(concepts), packed, list(words))


def _enter(table: dict[str, list[int]], tokens: Sequence[str], code: int) -> None:
    if not tokens:
        return
    key = stem(tokens[0])
    for token in tokens[1:]:
        table.setdefault(key, [])
        key = f"{key} {stem(token)}"
    table.setdefault(key, []).append(code)


def resolve(concepts: Sequence[Concept], entry: str, before: int) -> Name:
    """The name that an entry stands for. ``before`` is what a plus sign adds."""
    rest, variant = divmod(int(entry), 1 << _VARIANT_BITS)
    number, rank = divmod(rest, 1 << _NAME_BITS)
    number += before if entry[0] == "+" else 0
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
