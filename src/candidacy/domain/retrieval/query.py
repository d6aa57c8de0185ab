"""A posting as the pool asks for it: the formula with what depends on single passages left out.

Each part of the score becomes a sum that can be taken over all CVs at once. It is near the exact score, not
equal to it, and is never shown: it only says whom to score exactly.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from candidacy.domain.matching import PreparedPosting, component_weights
from candidacy.domain.matching.asked import Asked, Fit
from candidacy.domain.matching.formula import (
    EVIDENCE,
    TITLE,
    WORDING_FULL,
)
from candidacy.domain.matching.score import weight_of
from candidacy.domain.matching.titles import Title, closeness
from candidacy.domain.postings.education import degree_rank
from candidacy.domain.postings.languages import LEVELS, level_rank
from candidacy.domain.postings.schema import RequirementKind
from candidacy.domain.retrieval.traits import UNSTATED, other_key, word_key

_DEFAULT_LEVEL = "B2"


@dataclass(frozen=True, slots=True)
class Concepts:
    """What proves a requirement, and its points when it is full."""

    near: tuple[tuple[NDArray[np.uint32], float], ...]
    """Keys that prove it to the same strength, weaker ones first."""
    exact: NDArray[np.uint32]
    """Keys of the concept itself, whose strength is in their value."""
    points: float

    def all_keys(self) -> list[NDArray[np.uint32]]:
        return [*(keys for keys, _ in self.near), self.exact]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A requirement as the second look takes it: by its skills and by its words, as the formula says."""

    kind: RequirementKind
    points: float
    skills: Concepts | None
    parts: tuple[Concepts, ...]
    words: NDArray[np.uint32]
    shares: NDArray[np.float32]
    years: float
    field: bool


@dataclass(frozen=True, slots=True)
class TitleAsked:
    """The words of a title with their shares, occupations with theirs, and points."""

    words: tuple[NDArray[np.uint32], NDArray[np.float32]]
    in_text: tuple[NDArray[np.uint32], NDArray[np.float32]]
    occupations: Concepts
    seniority: int | None
    points: float


@dataclass(frozen=True, slots=True)
class Query:
    """All that the pool sums up for a posting, in points of the score."""

    words: NDArray[np.uint32]
    points: NDArray[np.float32]
    """Of each word when a CV is full of it, most telling first."""
    wording: tuple[NDArray[np.uint32], NDArray[np.float32]]
    """The words of the posting as a whole with their points."""
    wording_most: float
    wanted: tuple[Wanted, ...]
    concepts: tuple[Concepts, ...]
    title: TitleAsked | None
    years: tuple[tuple[float, float], ...]
    """Years asked for, and points."""
    degrees: tuple[tuple[int, float], ...]
    languages: tuple[tuple[tuple[int, ...], NDArray[np.float32], float], ...]

    def keys(self) -> NDArray[np.uint32]:
        """Every key that is asked for, once and in order."""
        title = self.title
        single = [key for keys, _, _ in self.languages for key in keys]
        parts = [self.words, self.wording[0], np.array(single, dtype=np.uint32)]
        if title is not None:
            parts += [title.words[0], title.in_text[0], *title.occupations.all_keys()]
        for wanted in self.wanted:
            parts.append(wanted.words)
            parts += [k for c in (wanted.skills, *wanted.parts) if c is not None for k in c.all_keys()]
        return np.unique(np.concatenate(parts))


def query_of(prepared: PreparedPosting) -> Query:
    """The query of a posting."""
    shares = component_weights(prepared)
    sums: dict[str, float] = {}
    for asked in prepared.asked:
        if asked.component is not None:
            sums[asked.component] = sums.get(asked.component, 0.0) + weight_of(asked)
    points = [
        100 * shares[a.component] * weight_of(a) / sums[a.component]
        if a.component is not None and sums[a.component]
        else 0.0
        for a in prepared.asked
    ]
    counted = [(a, p) for a, p in zip(prepared.asked, points, strict=True) if p > 0]
    wording = _wording(prepared, shares["wording"])
    words = _words(wording, counted)
    order = sorted(words, key=lambda key: (-words[key], key))
    return Query(
        words=np.array(order, dtype=np.uint32),
        points=np.array([words[key] for key in order], dtype=np.float32),
        wording=(
            np.array(list(wording), dtype=np.uint32),
            np.array(list(wording.values()), dtype=np.float32),
        ),
        wording_most=100 * shares["wording"],
        wanted=tuple(_wanted(a, p) for a, p in counted),
        concepts=tuple(c for a, p in counted for c in _concepts(a, p)),
        title=_title(prepared, 100 * shares["title"]) if shares["title"] else None,
        years=tuple(
            (a.requirement.years or 1.0, p)
            for a, p in counted
            if a.requirement.kind is RequirementKind.EXPERIENCE
        ),
        degrees=tuple(
            (degree_rank(a.requirement.level or ""), p)
            for a, p in counted
            if a.requirement.kind is RequirementKind.EDUCATION
        ),
        languages=tuple(
            _language(a, p) for a, p in counted if a.requirement.kind is RequirementKind.LANGUAGE
        ),
    )


def _wording(prepared: PreparedPosting, share: float) -> dict[int, float]:
    """Points of each word for the wording as a whole."""
    found: dict[int, float] = {}
    for stem, weight in prepared.wording:
        key = word_key(stem)
        found[key] = found.get(key, 0.0) + 100 * share * weight / prepared.wording_full
    return found


def _words(wording: Mapping[int, float], counted: list[tuple[Asked, float]]) -> dict[int, float]:
    """Points of each word: its part of the wording as a whole, and of the requirements that are in words."""
    found = dict(wording)
    for asked, points in counted:
        total = sum(weight for _, weight in asked.stems)
        rate = _share_in_words(asked)
        if not total or not rate:
            continue
        for stem, weight in asked.stems:
            key = word_key(stem)
            found[key] = found.get(key, 0.0) + rate * points * weight / total / WORDING_FULL
    return found


def _wanted(asked: Asked, points: float) -> Wanted:
    total = sum(weight for _, weight in asked.stems)
    by_skill = asked.requirement.kind is not RequirementKind.DUTY and asked.fits
    if asked.requirement.kind is RequirementKind.EXPERIENCE:
        close = {u: f for u, f in asked.fits.items() if f.relation in ("exact", "narrower")}
        skills = _table(close, 1.0) if close else None
    else:
        skills = _table(asked.fits, 1.0) if by_skill else None
    return Wanted(
        kind=asked.requirement.kind,
        points=points,
        skills=skills,
        parts=tuple(_table(fits, 1.0) for fits in asked.parts),
        words=np.array([word_key(s) for s, _ in asked.stems], dtype=np.uint32),
        shares=np.array([w / total for _, w in asked.stems] if total else [], dtype=np.float32),
        years=asked.requirement.years or 1.0,
        field=bool(asked.fits) or any(weight >= 1.0 for _, weight in asked.stems),
    )


def _share_in_words(asked: Asked) -> float:
    """How much of a requirement rests on its wording."""
    match asked.requirement.kind:
        case RequirementKind.DUTY:
            return 0.5 if asked.parts else 1.0
        case RequirementKind.SKILL | RequirementKind.LICENCE:
            return 0.0 if asked.fits else 1.0
        case _:
            return 0.0


def _concepts(asked: Asked, points: float) -> list[Concepts]:
    if asked.requirement.kind is RequirementKind.DUTY:
        each = points / 2 / max(1, len(asked.parts))
        return [_table(fits, each) for fits in asked.parts]
    if asked.requirement.kind in (RequirementKind.SKILL, RequirementKind.LICENCE) and asked.fits:
        return [_table(asked.fits, points)]
    return []


def _table(fits: Mapping[str, Fit], points: float) -> Concepts:
    worth = {uri: fit.strength for uri, fit in fits.items() if fit.relation != "exact"}
    exact = [uri for uri, fit in fits.items() if fit.relation == "exact"]
    return Concepts(_by_strength("c", worth), _keys("c", exact), points)


def _keys(kind: str, names: Iterable[str]) -> NDArray[np.uint32]:
    return np.array(sorted(other_key(kind, name) for name in names), dtype=np.uint32)


def _by_strength(kind: str, worth: Mapping[str, float]) -> tuple[tuple[NDArray[np.uint32], float], ...]:
    return tuple(
        (_keys(kind, (name for name, value in worth.items() if value == strength)), strength)
        for strength in sorted(set(worth.values()))
    )


def _title(prepared: PreparedPosting, points: float) -> TitleAsked | None:
    want = prepared.title
    if want is None:
        return None
    shares = [closeness(Title("", (stem,), None), want) for stem in want.stems]
    worth = {
        uri: TITLE["same_occupation" if fit.relation == "exact" else f"{fit.relation}_occupation"]
        for uri, fit in prepared.occupation_fits.items()
    }
    known = np.array(shares, dtype=np.float32)
    return TitleAsked(
        words=(np.array([other_key("t", stem) for stem in want.stems], dtype=np.uint32), known),
        in_text=(
            np.array([word_key(stem) for stem in want.stems], dtype=np.uint32),
            known * np.float32(TITLE["words_in_the_text"]),
        ),
        occupations=Concepts(_by_strength("o", worth), _keys("o", ()), points),
        seniority=want.seniority,
        points=points,
    )


def _language(asked: Asked, points: float) -> tuple[tuple[int, ...], NDArray[np.float32], float]:
    wanted = level_rank(asked.requirement.level or _DEFAULT_LEVEL)
    below = {1: EVIDENCE["level_one_below"], 2: EVIDENCE["level_two_below"]}
    table = [1.0 if rank >= wanted else below.get(wanted - rank, 0.0) for rank in range(len(LEVELS))]
    strengths = np.array([*table, EVIDENCE["level_unstated"]], dtype=np.float32)
    if len(strengths) != UNSTATED + 1:
        raise AssertionError
    return tuple(other_key("l", code) for code in asked.requirement.languages), strengths, points
