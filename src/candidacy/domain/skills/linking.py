"""Linking a phrase or sentence to the concepts that it may mean.

Three kinds of evidence add up: likeness to the label, likeness to the best alias, and the concepts that the
matcher finds in the phrase. The last one is what knows that ``JS`` is JavaScript.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np

from candidacy.domain.skills.matcher import find_skills
from candidacy.domain.skills.names import names_of
from candidacy.domain.skills.seed import load_seed
from candidacy.domain.skills.similarity import TextIndex, ranked
from candidacy.domain.skills.taxonomy import SKILL_KINDS, Taxonomy
from candidacy.domain.skills.tokens import label_tokens

LABEL_SHARE, ALIAS_SHARE, MENTION_SHARE = 0.6, 0.18, 0.22
_WORD_SHARE = 0.7
_BRACKETS = re.compile(r"\s*\([^)]*\)")


class Linker:
    """A label space to link phrases to: the names of each key, the preferred label first.

    ``taxonomy`` says which concepts a phrase mentions; their names lead to the keys of the same name.
    """

    def __init__(self, names: Mapping[str, Sequence[str]], taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._labels = TextIndex(((k, n[0]) for k, n in names.items()), word_share=_WORD_SHARE)
        self._aliases = TextIndex(((k, a) for k, n in names.items() for a in n), word_share=_WORD_SHARE)
        self._by_name: dict[tuple[str, ...], int] = {}
        for rank in range(max(map(len, names.values()), default=0)):
            for number, own in enumerate(names.values()):
                if rank < len(own):
                    self._by_name.setdefault(label_tokens(_BRACKETS.sub("", own[rank])), number)

    def rank(self, phrase: str, n: int | None = None) -> list[tuple[str, float]]:
        """The keys by how likely ``phrase`` means them, best first, with a score of 0 to 1; at most ``n``."""
        query = [(phrase, 1.0)]
        scores = LABEL_SHARE * self._labels.scores(query) + ALIAS_SHARE * self._aliases.scores(query)
        for number, confidence in self._mentioned(phrase).items():
            scores[number] += MENTION_SHARE * confidence
        return ranked(self._labels.keys, np.minimum(scores, 1.0), n)

    def _mentioned(self, phrase: str) -> dict[int, float]:
        found: dict[int, float] = {}
        for mention in find_skills(phrase, self._taxonomy):
            for name in (mention.label, *self._taxonomy[mention.uri].aliases, mention.text):
                number = self._by_name.get(label_tokens(name))
                if number is not None:
                    found[number] = max(found.get(number, 0.0), mention.confidence)
                    break
        return found


@lru_cache(maxsize=4)
def linker_of(taxonomy: Taxonomy, within: str = "") -> Linker:
    """The linker to the skills of ``taxonomy`` whose URI starts with ``within``; made once and kept."""
    concepts = (c for c in taxonomy.of_kind(*SKILL_KINDS) if c.uri.startswith(within))
    return Linker({c.uri: names_of(c) for c in concepts}, taxonomy)


def candidates(
    mention_text: str, taxonomy: Taxonomy, n: int = 5, *, within: str = ""
) -> list[tuple[str, str, float]]:
    """The ``n`` skills that ``mention_text`` most likely means, best first: URI, label, score 0 to 1.

    ``within`` is the beginning of the URIs to choose from: ``http://data.europa.eu/esco/`` for ESCO alone.
    """
    found = linker_of(taxonomy, within).rank(mention_text, n)
    return [(uri, taxonomy.label(uri), score) for uri, score in found]


def link_phrase(phrase: str, labels: Iterable[str], n: int | None = None) -> list[tuple[str, float]]:
    """``labels`` by how likely ``phrase`` means them, best first. For many phrases make one ``Linker``."""
    return Linker({label: (label,) for label in labels}, load_seed()).rank(phrase, n)
