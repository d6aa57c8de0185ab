"""Wordings of skills and of knowledge in running text, also those that no taxonomy has.

A linear model tags each token as the beginning, the inside or the outside of a phrase, once for skills
("build relationships with suppliers") and once for knowledge ("supply chain law"). It weighs the words
around, their endings, and what the matcher finds. ``evals/train_phrases.py`` learns the
weights, which ship as data.
"""

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise

from candidacy.domain.skills.concepts import ConceptKind
from candidacy.domain.skills.matcher import find_skills
from candidacy.domain.skills.taxonomy import Taxonomy
from candidacy.domain.skills.tokens import stem

Weights = Sequence[float]
OUTSIDE, BEGIN, INSIDE = 0, 1, 2
TAGS = "OBI"
TASKS = (ConceptKind.SKILL, ConceptKind.KNOWLEDGE)
_STATES = len(TAGS)
_NOWHERE = -1e9
_WORD = re.compile(r"\w(?:[\w+#/&'’.-]*[\w+#])?|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """``text[start:end]`` words a skill or a piece of knowledge."""

    text: str
    start: int
    end: int
    kind: ConceptKind


@dataclass(frozen=True, slots=True)
class PhraseModel:
    """Weights of features for the tags of the skill task, then of the knowledge task; and of tag pairs."""

    features: Mapping[str, Weights]
    transitions: Sequence[Sequence[Weights]]
    """By task, previous tag, tag."""

    def tag(self, observed: Sequence[Sequence[str]]) -> tuple[list[int], ...]:
        """The best tags of a sentence for each task, from the features of its tokens."""
        weights = [self._weigh(features) for features in observed]
        return tuple(
            best_tags([w[t * _STATES : (t + 1) * _STATES] for w in weights], self.transitions[t])
            for t in range(len(TASKS))
        )

    def _weigh(self, features: Sequence[str]) -> list[float]:
        known = [w for f in features if (w := self.features.get(f)) is not None]
        return (
            [sum(column) for column in zip(*known, strict=True)] if known else [0.0] * (_STATES * len(TASKS))
        )


def best_tags(emissions: Sequence[Weights], transitions: Sequence[Weights]) -> list[int]:
    """The tags of the highest sum of weights (Viterbi); an inside never follows an outside."""
    if not emissions:
        return []
    scores = [emissions[0][OUTSIDE], emissions[0][BEGIN], _NOWHERE]
    pointers: list[list[int]] = []
    for emission in emissions[1:]:
        step, pointer = [], []
        for tag in range(_STATES):
            options = [scores[p] + transitions[p][tag] for p in range(_STATES)]
            if tag == INSIDE:
                options[OUTSIDE] = _NOWHERE
            best = max(range(_STATES), key=options.__getitem__)
            step.append(options[best] + emission[tag])
            pointer.append(best)
        scores = step
        pointers.append(pointer)
    tags = [max(range(_STATES), key=scores.__getitem__)]
    for pointer in reversed(pointers):
        tags.append(pointer[tags[-1]])
    return tags[::-1]


def observe(tokens: Sequence[str], taxonomy: Taxonomy) -> list[list[str]]:
    """The features of each token of a sentence."""
    marks = _marks(tokens, taxonomy)
    lower = ["<<", "<", *(_normal(t) for t in tokens), ">", ">>"]
    return [_features(tokens, lower, marks, i) for i in range(len(tokens))]


def _features(tokens: Sequence[str], lower: Sequence[str], marks: Sequence[str], i: int) -> list[str]:
    before2, before, word, after, after2 = lower[i : i + 5]
    token = tokens[i]
    mark, mark_before = marks[i], marks[i - 1] if i else "-"
    mark_after = marks[i + 1] if i + 1 < len(marks) else "-"
    return [
        "*",
        f"w={word}",
        f"s={stem(word)}",
        f"3={word[-3:]}",
        f"2={word[-2:]}",
        f"p={word[:4]}",
        f"h={_shape(token)}",
        f"-1={before}",
        f"+1={after}",
        f"-2={before2}",
        f"+2={after2}",
        f"-10={before}_{word}",
        f"+10={word}_{after}",
        f"-21={before2}_{before}",
        f"-1+1={before}_{after}",
        f"-3={before[-3:]}_{word[-3:]}",
        f"+3={word[-3:]}_{after[-3:]}",
        f"m={mark}",
        f"m3={mark_before}{mark}{mark_after}",
        f"mw={mark}_{word[-3:]}",
        f"mh={mark}_{_shape(token)}",
        f"at={min(i, 3)}_{word[-3:]}",
    ]


@lru_cache(maxsize=1 << 15)
def _normal(token: str) -> str:
    return re.sub(r"\d", "0", token.lower())


@lru_cache(maxsize=1 << 15)
def _shape(token: str) -> str:
    signs = "".join(
        "X" if c.isupper() else "x" if c.isalpha() else "0" if c.isdigit() else c for c in token[:12]
    )
    return re.sub(r"(.)\1+", r"\1\1", signs)


def _marks(tokens: Sequence[str], taxonomy: Taxonomy) -> list[str]:
    """For each token ``-``, or the kind of the concept found there, in capitals where it begins."""
    edges = [0, *accumulate(len(t) + 1 for t in tokens)]
    marks = ["-"] * len(tokens)
    mentions = iter(find_skills(" ".join(tokens), taxonomy))
    mention = next(mentions, None)
    for i, (start, end) in enumerate(pairwise(edges)):
        while mention and mention.end <= start:
            mention = next(mentions, None)
        if mention and mention.start < end - 1:
            sign = taxonomy[mention.uri].kind[0]
            marks[i] = sign.upper() if mention.start >= start else sign
    return marks


@lru_cache(maxsize=1)
def phrase_model() -> PhraseModel:
    """The model that ships with the package."""
    packed = files("candidacy.domain.skills").joinpath("data/phrases.json.gz").read_bytes()
    content = json.loads(gzip.decompress(packed))
    scale = content["scale"]
    return PhraseModel(
        {name: [w * scale for w in weights] for name, weights in content["features"].items()},
        content["transitions"],
    )


def find_phrases(text: str, taxonomy: Taxonomy) -> list[Phrase]:
    """The wordings of skills and knowledge in ``text``, in order of place; the two kinds may overlap."""
    found: list[Phrase] = []
    start = 0
    for end, following in _sentences(text):
        words = list(_WORD.finditer(text, start, end))
        tagged = phrase_model().tag(observe([m.group() for m in words], taxonomy))
        for kind, tags in zip(TASKS, tagged, strict=True):
            for first, last in spans(tags):
                a, b = words[first].start(), words[last].end()
                found.append(Phrase(text[a:b], a, b, kind))
        start = following
    return sorted(found, key=lambda p: (p.start, p.end))


def _sentences(text: str) -> list[tuple[int, int]]:
    """The end of each sentence or line and the start of the next."""
    return [*(m.span() for m in _SENTENCE_END.finditer(text)), (len(text), len(text))]


def spans(tags: Sequence[int]) -> list[tuple[int, int]]:
    """The first and last token of each phrase."""
    found: list[tuple[int, int]] = []
    for i, tag in enumerate(tags):
        if tag == BEGIN:
            found.append((i, i))
        elif tag == INSIDE and found:
            found[-1] = (found[-1][0], i)
    return found
