"""Concepts while they are put together from several files."""

from dataclasses import dataclass, field

from candidacy.domain.skills.concepts import Concept, ConceptKind
from candidacy.domain.skills.tokens import label_tokens
from candidacy.domain.skills.words import COMMON_WORDS

_SHORTEST_SURE = 3


@dataclass(slots=True)
class Draft:
    """A concept that still grows."""

    uri: str
    label: str
    kind: ConceptKind
    aliases: dict[str, None] = field(default_factory=dict)
    broader: dict[str, None] = field(default_factory=dict)
    related: dict[str, None] = field(default_factory=dict)

    def finish(self, known: "Drafts") -> Concept:
        """The concept, with the relations that lead somewhere."""
        aliases = tuple(a for a in self.aliases if a.lower() != self.label.lower() and label_tokens(a))
        return Concept(
            uri=self.uri,
            label=self.label,
            kind=self.kind,
            aliases=aliases,
            broader=tuple(u for u in self.broader if u in known and u != self.uri),
            related=tuple(u for u in self.related if u in known and u != self.uri),
            ambiguous=tuple(name for name in (self.label, *aliases) if _is_doubtful(name)),
        )


Drafts = dict[str, Draft]


def _is_doubtful(name: str) -> bool:
    """An ordinary word, as far as its spelling tells: foreign taxonomies list ``value`` and ``right``."""
    if not name.isalpha():
        return False
    return name.islower() or name.lower() in COMMON_WORDS or len(name) < _SHORTEST_SURE


def finish(drafts: Drafts) -> list[Concept]:
    """The concepts with a name, in the order they came."""
    return [draft.finish(drafts) for draft in drafts.values() if label_tokens(draft.label)]
