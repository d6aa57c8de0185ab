"""The occupation that a job title names, and titles by closeness to a title."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from candidacy.domain.skills.concepts import ConceptKind
from candidacy.domain.skills.names import names_of
from candidacy.domain.skills.similarity import Scores, TextIndex, ranked
from candidacy.domain.skills.taxonomy import Taxonomy
from candidacy.domain.skills.titles import Title, read_title
from candidacy.domain.skills.tokens import label_tokens, singular


@dataclass(frozen=True, slots=True)
class LinkedTitle:
    """A title and the occupation it names, with the likeness of the two from 0 to 1."""

    title: Title
    uri: str
    label: str
    score: float


def _key(core: str) -> tuple[str, ...]:
    return tuple(
        sorted(singular(t) for t in label_tokens(core) if t not in {"and", "of", "the", "for", "in"})
    )


class Occupations:
    """The occupations of a taxonomy by their titles."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        names = [(c.uri, n) for c in taxonomy.of_kind(ConceptKind.OCCUPATION) for n in names_of(c)]
        self._names = names
        self._exact: dict[tuple[str, ...], str] = {}
        for uri, name in names:
            self._exact.setdefault(_key(name), uri)
        for uri, name in names:
            self._exact.setdefault(_key(read_title(name).core), uri)

    @cached_property
    def _index(self) -> TextIndex:
        """Made when likeness is first asked for: with ESCO and O*NET imported it takes seconds."""
        return TextIndex(self._names)

    def exactly(self, title: Title) -> str | None:
        """The occupation with this very title, in any word order and number."""
        return self._exact.get(_key(title.text)) or self._exact.get(_key(title.core))

    def closest(self, title: Title, n: int = 1) -> list[tuple[str, float]]:
        """The occupations most like the title, with their likeness from 0 to 1."""
        exact = self.exactly(title)
        found = self._index.rank(title.core, n + 1)
        if exact:
            found = [(exact, 1.0), *((uri, score) for uri, score in found if uri != exact)]
        return found[:n]

    def synonyms(self, uri: str) -> tuple[str, ...]:
        """All titles of an occupation and of its equivalents."""
        concepts = (self._taxonomy.get(u) for u in sorted(self._taxonomy.equivalents(uri)))
        return tuple(dict.fromkeys(name for c in concepts if c for name in names_of(c)))


@lru_cache(maxsize=4)
def occupations_of(taxonomy: Taxonomy) -> Occupations:
    """The occupations of a taxonomy, indexed once and kept."""
    return Occupations(taxonomy)


SURE_ENOUGH = 0.55
"""Below this likeness a title names no occupation that the taxonomy knows."""


def link_title(text: str, taxonomy: Taxonomy) -> LinkedTitle | None:
    """The occupation that a job title names, and its seniority; None where no occupation is close enough."""
    title = read_title(text)
    for uri, score in occupations_of(taxonomy).closest(title):
        if score >= SURE_ENOUGH:
            return LinkedTitle(title, uri, taxonomy.label(uri), round(min(1.0, score), 4))
    return None


SAME_OCCUPATION, LIKE_OCCUPATION = 0.5, 0.3
WORDING = 0.45
"""What likeness of wording counts beside likeness of meaning, which counts 1."""
LOOKED_AT = 1000
"""How many titles, the closest by wording, are compared by meaning too; of a smaller corpus all are."""

Embed = Callable[[Sequence[str]], Sequence[Scores]]
"""Vectors of length 1 for texts."""


class TitleRanker:
    """A corpus of titles to rank by closeness to a query.

    Closeness is the likeness of the wording, raised for the other titles of the query's occupation; and where
    ``embed`` is given the likeness of the meaning, the cosine of the two titles.
    """

    def __init__(
        self, corpus: Iterable[tuple[str, str]], taxonomy: Taxonomy, *, embed: Embed | None = None
    ) -> None:
        self._embed = embed
        self._vectors: dict[int, Scores] = {}
        self._corpus = list(corpus)
        self._occupations = occupations_of(taxonomy)
        self._index = TextIndex((str(i), _folded(title)) for i, (_, title) in enumerate(self._corpus))
        self._linked = [self._occupations.exactly(read_title(title)) for _, title in self._corpus]

    def rank(self, query: str, n: int | None = None) -> list[tuple[str, str, float]]:
        """Id, title and score (0 to 1) of the corpus' titles, closest first; at most ``n``."""
        title = read_title(query)
        scores = self._index.scores([(_folded(query), 0.5), (_folded(title.core), 0.5)])
        for uri, trust in self._occupations.closest(title):
            if trust >= SURE_ENOUGH:
                scores = scores + trust * self._from_occupation(uri)
        scores = np.minimum(scores / (1 + SAME_OCCUPATION + LIKE_OCCUPATION), 1.0)
        if self._embed is not None and self._corpus:
            scores = self._with_meaning(query, scores, self._embed)
        found = ranked(self._index.keys, scores, n)
        return [(*self._corpus[int(key)], score) for key, score in found]

    def _with_meaning(self, query: str, wording: Scores, embed: Embed) -> Scores:
        """The wording with the cosine of those that are close by wording; of the others it counts as none."""
        order = np.argsort(-wording, kind="stable")
        # Of titles that share nothing with the query none is closer than another: all are looked at, or none.
        near = (
            order if len(order) <= LOOKED_AT else order[:LOOKED_AT][wording[order[:LOOKED_AT]] > 0]
        ).tolist()
        new = [number for number in near if number not in self._vectors]
        vectors = embed([query, *(self._corpus[number][1] for number in new)])
        self._vectors.update(zip(new, vectors[1:], strict=True))
        scores = WORDING * wording
        if near:
            cosines = np.stack([self._vectors[number] for number in near]) @ vectors[0]
            scores[near] += np.maximum(cosines, 0.0)
        closeness: Scores = np.minimum(scores / (1 + WORDING), 1.0)
        return closeness

    def _from_occupation(self, uri: str) -> Scores:
        synonyms = self._occupations.synonyms(uri)
        like = self._index.scores([(_folded(name), 1 / len(synonyms)) for name in synonyms])
        same = np.array([linked == uri for linked in self._linked], np.float32)
        return SAME_OCCUPATION * same + LIKE_OCCUPATION * like


def _folded(title: str) -> str:
    """The tokens of a title in the singular."""
    return " ".join(map(singular, label_tokens(title)))


def rank_titles(
    query: str, corpus: Sequence[tuple[str, str]], taxonomy: Taxonomy, n: int | None = None
) -> list[tuple[str, str, float]]:
    """Id, title and score of the titles of ``corpus`` (id and title), closest to ``query`` first.

    For many queries on one corpus make one ``TitleRanker``.
    """
    return TitleRanker(corpus, taxonomy).rank(query, n)
