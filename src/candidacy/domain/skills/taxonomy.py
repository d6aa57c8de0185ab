"""The taxonomy: concepts by URI, how far one is above another, and one taxonomy linked to another."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType

from candidacy.domain.skills.concepts import Concept, ConceptKind, Relation
from candidacy.domain.skills.names import NameTable, index_names
from candidacy.domain.skills.tokens import label_tokens

SKILL_KINDS = (ConceptKind.SKILL, ConceptKind.KNOWLEDGE, ConceptKind.LANGUAGE, ConceptKind.QUALIFICATION)
NameSource = Callable[[], NameTable]


class Taxonomy:
    """An immutable set of concepts. Two taxonomies are the same only if they are the same object."""

    def __init__(
        self, concepts: Iterable[Concept], *, version: str = "", names: NameSource | None = None
    ) -> None:
        self.version = version
        self._names = names
        self.concepts: Mapping[str, Concept] = MappingProxyType({c.uri: c for c in concepts})
        self._above: dict[str, dict[str, int]] = {}

    def __len__(self) -> int:
        return len(self.concepts)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts.values())

    def __contains__(self, uri: object) -> bool:
        return uri in self.concepts

    def __getitem__(self, uri: str) -> Concept:
        return self.concepts[uri]

    def get(self, uri: str) -> Concept | None:
        """The concept, or None where this taxonomy does not have it."""
        return self.concepts.get(uri)

    def label(self, uri: str) -> str:
        """The concept's label; the URI itself where it is unknown."""
        concept = self.concepts.get(uri)
        return concept.label if concept else uri

    def of_kind(self, *kinds: ConceptKind) -> list[Concept]:
        """The concepts of these kinds, in order."""
        return [c for c in self if c.kind in kinds]

    def skill_names(self) -> NameTable | None:
        """The ready-made table of the names of the concepts of ``SKILL_KINDS``, where there is one.

        That of an imported taxonomy is made to follow the seed's.
        """
        return self._names() if self._names else None

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        children: dict[str, list[str]] = {}
        for concept in self:
            for parent in concept.broader:
                children.setdefault(parent, []).append(concept.uri)
        return {uri: tuple(found) for uri, found in children.items()}

    @cached_property
    def _same(self) -> Mapping[str, tuple[str, ...]]:
        same: dict[str, set[str]] = {}
        for concept in self:
            for other in concept.exact:
                same.setdefault(concept.uri, set()).add(other)
                same.setdefault(other, set()).add(concept.uri)
        return {uri: tuple(sorted(found)) for uri, found in same.items()}

    def equivalents(self, uri: str) -> frozenset[str]:
        """The URI and all that are the same concept in other taxonomies."""
        found, todo = {uri}, [uri]
        while todo:
            for other in self._same.get(todo.pop(), ()):
                if other not in found:
                    found.add(other)
                    todo.append(other)
        return frozenset(found)

    def broader(self, uri: str) -> Mapping[str, int]:
        """All concepts above ``uri`` with their distance from 1; not the concept itself."""
        known = self._above.get(uri)
        if known is None:
            known = self._above[uri] = self._climb(uri, self._parents_of)
        return known

    def narrower(self, uri: str) -> Mapping[str, int]:
        """All concepts below ``uri`` with their distance from 1; not the concept itself."""
        return self._climb(uri, lambda u: self._children.get(u, ()))

    def _parents_of(self, uri: str) -> tuple[str, ...]:
        concept = self.concepts.get(uri)
        return concept.broader if concept else ()

    def _climb(self, uri: str, steps: Callable[[str], tuple[str, ...]]) -> dict[str, int]:
        own = self.equivalents(uri)
        distance: dict[str, int] = {}
        level, depth = own, 0
        while level:
            depth += 1
            reached = {p for u in level for p in steps(u)}
            reached = {e for p in reached for e in self.equivalents(p)} - own - distance.keys()
            distance |= dict.fromkeys(sorted(reached), depth)
            level = frozenset(reached)
        return distance

    def relation(self, have: str, want: str) -> Relation:
        """How the concept someone has stands to the one that is asked for."""
        return self.relation_and_distance(have, want)[0]

    def relation_and_distance(self, have: str, want: str) -> tuple[Relation, int]:
        """The relation and how many steps lie between: 0 for exact and none, 1 for related."""
        if have == want or want in self.equivalents(have):
            return Relation.EXACT, 0
        if steps := self.broader(have).get(want):
            return Relation.NARROWER, steps
        if steps := self.broader(want).get(have):
            return Relation.BROADER, steps
        if self._related(have, want) or self._related(want, have):
            return Relation.RELATED, 1
        return Relation.NONE, 0

    def _related(self, one: str, other: str) -> bool:
        others = self.equivalents(other)
        mine = (self.concepts.get(u) for u in self.equivalents(one))
        return any(not others.isdisjoint(c.related) for c in mine if c)


def merge(seed: Taxonomy, imported: Taxonomy) -> Taxonomy:
    """Both taxonomies as one; a seed concept is ``exact`` with the imported one of the same name and kind.

    The imported preferred label decides before the imported aliases do, and each seed concept is linked to
    one concept of each imported taxonomy at most.
    """
    by_name = _index_of_names(imported)
    linked = (_link(concept, by_name) for concept in seed)
    version = "+".join(v for v in (seed.version, imported.version) if v)
    added = [c for c in imported if c.uri not in seed]
    names = _names_of_both(seed, imported) if len(added) == len(imported) else None
    return Taxonomy((*linked, *added), version=version, names=names)


def _names_of_both(seed: Taxonomy, imported: Taxonomy) -> NameSource:
    def names() -> NameTable:
        first = seed.skill_names() or index_names(seed.of_kind(*SKILL_KINDS))
        return first.then(imported.skill_names() or index_names(imported.of_kind(*SKILL_KINDS), follows=True))

    return names


def _index_of_names(taxonomy: Taxonomy) -> dict[tuple[bool, tuple[str, ...]], str]:
    index: dict[tuple[bool, tuple[str, ...]], str] = {}
    for concept in taxonomy:
        index.setdefault((_is_occupation(concept), label_tokens(concept.label)), concept.uri)
    for concept in taxonomy:
        for alias in concept.aliases:
            index.setdefault((_is_occupation(concept), label_tokens(alias)), concept.uri)
    return index


def _is_occupation(concept: Concept) -> bool:
    return concept.kind is ConceptKind.OCCUPATION


def _link(concept: Concept, by_name: Mapping[tuple[bool, tuple[str, ...]], str]) -> Concept:
    for name in (concept.label, *concept.aliases):
        uri = by_name.get((_is_occupation(concept), label_tokens(name)))
        if uri:
            return concept if uri in concept.exact else replace(concept, exact=(*concept.exact, uri))
    return concept
