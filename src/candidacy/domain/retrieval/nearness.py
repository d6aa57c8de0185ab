"""Sums over all CVs of a segment at once: near the score, and quick."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from candidacy.domain.matching.formula import (
    EVIDENCE,
    TITLE,
    WORDING_ANYWHERE,
    WORDING_FLOOR,
    WORDING_FULL,
)
from candidacy.domain.matching.titles import MIDDLE
from candidacy.domain.postings.schema import RequirementKind
from candidacy.domain.retrieval.query import Concepts, Query, TitleAsked, Wanted
from candidacy.domain.retrieval.segment import FULL, Segment
from candidacy.domain.retrieval.traits import NONE

Points = NDArray[np.float32]

TOGETHER: Mapping[int, float] = {1: 1.0, 2: 0.9, 3: 0.75}
"""Of a requirement's words that a CV has: the share in one passage, by how many words there are."""
TOGETHER_OF_MANY = 0.5
EXACT = np.array(
    [EVIDENCE["exact_listed"], EVIDENCE["exact_shown"], EVIDENCE["exact_twice"]], dtype=np.float32
)
"""What the concept itself proves, by its value."""
YEARS_IN_FIELD = 0.6
"""The share of somebody's years that is taken for years in a field which the CV shows at all."""


def first_sum(segment: Segment, query: Query, words: int) -> Points:
    """The nearness of each CV of a segment, from the first ``words`` words of the query; -1 for the gone."""
    points = _words(segment, query.words[:words], query.points[:words])
    for asked in query.concepts:
        points += asked.points * _concept(segment, asked)
    if query.title is not None:
        points += query.title.points * _title(segment, query.title)
    for years, worth in query.years:
        points += np.float32(worth * EVIDENCE["years_in_other_field"]) * np.minimum(1, segment.years / years)
    points += _stated(segment, query)
    points[~segment.alive] = -1.0
    return points


def closer(segment: Segment, query: Query) -> Points:
    """The nearness with each requirement by itself, as the formula has it but for single passages."""
    points = np.minimum(_words(segment, *query.wording), query.wording_most).astype(np.float32)
    points += _stated(segment, query)
    if query.title is not None:
        points += np.float32(query.title.points) * _title(segment, query.title)
    for wanted in query.wanted:
        points += np.float32(wanted.points) * _strength(segment, wanted)
    return points


def _stated(segment: Segment, query: Query) -> Points:
    """Points for degrees and languages."""
    points = np.zeros(len(segment), dtype=np.float32)
    for wanted, worth in query.degrees:
        points += np.float32(worth) * _degree(segment, wanted)
    for keys, table, worth in query.languages:
        points += np.float32(worth) * _language(segment, keys, table)
    return points


def _strength(segment: Segment, wanted: Wanted) -> Points:
    match wanted.kind:
        case RequirementKind.SKILL | RequirementKind.LICENCE:
            return _skill(segment, wanted)
        case RequirementKind.DUTY:
            return _duty(segment, wanted)
        case RequirementKind.EXPERIENCE:
            return _experience(segment, wanted)
        case _:
            return np.zeros(len(segment), dtype=np.float32)


def _skill(segment: Segment, wanted: Wanted) -> Points:
    strength = _in_words(segment, wanted)
    if wanted.skills is None:
        return strength
    if wanted.kind is RequirementKind.SKILL:
        strength *= np.float32(EVIDENCE["wording_in_full"])
    np.maximum(strength, _concept(segment, wanted.skills), out=strength)
    return strength


def _in_words(segment: Segment, wanted: Wanted) -> Points:
    """The strength by wording; how much stands together is taken from how much is there at all."""
    together = np.float32(1 - WORDING_ANYWHERE) * TOGETHER.get(len(wanted.words), TOGETHER_OF_MANY)
    share = np.float32(WORDING_ANYWHERE) * _words(segment, wanted.words, wanted.shares)
    share += together * _words(segment, wanted.words, wanted.shares, counted=False)
    scaled = (share - np.float32(WORDING_FLOOR)) / np.float32(WORDING_FULL - WORDING_FLOOR)
    return np.asarray(np.clip(scaled, 0.0, 1.0), dtype=np.float32)


def _duty(segment: Segment, wanted: Wanted) -> Points:
    strength = _in_words(segment, wanted)
    if not wanted.parts:
        return strength
    covered = sum((_concept(segment, part) for part in wanted.parts), np.zeros(len(segment), np.float32))
    return np.maximum(strength, (strength + covered / np.float32(len(wanted.parts))) / 2)


def _experience(segment: Segment, wanted: Wanted) -> Points:
    in_all = np.minimum(1.0, segment.years / np.float32(wanted.years))
    if not wanted.field:
        return np.asarray(in_all, dtype=np.float32)
    elsewhere = np.float32(EVIDENCE["years_in_other_field"]) * in_all
    if wanted.skills is None:
        return np.asarray(elsewhere, dtype=np.float32)
    has = _concept(segment, wanted.skills) > 0
    about = np.minimum(1.0, np.float32(YEARS_IN_FIELD) * segment.years / np.float32(wanted.years))
    return np.asarray(np.where(has, np.maximum(about, elsewhere), elsewhere), dtype=np.float32)


def _words(segment: Segment, keys: NDArray[np.uint32], worth: Points, *, counted: bool = True) -> Points:
    """The sum over words, each by how much it counts in the CV, or by being there.

    It is taken over whole numbers, so that it is the same in whatever order and from whatever segment.
    """
    scale = _scale(float(worth.sum()) * (FULL if counted else 1))
    weights = np.rint(worth * scale).astype(np.int32)
    row = segment.row_of(keys)
    common = np.flatnonzero(row >= 0)
    total = _listed(segment, keys, weights, counted=counted)
    product = np.empty(len(segment), dtype=np.int32)
    for at, weight in zip(row[common].tolist(), weights[common], strict=True):
        held = segment.rows[at] if counted else segment.rows[at] != 0
        np.multiply(held, weight, out=product, dtype=np.int32)
        total += product
    return np.multiply(total, np.float32(1 / (scale * (FULL if counted else 1))), dtype=np.float32)


def _scale(largest: float) -> float:
    """What sums up to ``largest`` are counted in, so that they fit 30 bits; a power of two."""
    return float(2.0 ** np.floor(30 - np.log2(max(largest, 1.0))))


def _listed(
    segment: Segment, keys: NDArray[np.uint32], weights: NDArray[np.int32], *, counted: bool
) -> NDArray[np.int32]:
    """The sum over the words that are kept as lists."""
    begin, end = segment.ranges(keys)
    held = np.flatnonzero(end > begin)
    if not len(held):
        return np.zeros(len(segment), dtype=np.int32)
    parts = [slice(first, last) for first, last in zip(begin[held].tolist(), end[held].tolist(), strict=True)]
    places = np.concatenate([segment.places[part] for part in parts])
    each = np.repeat(weights[held].astype(np.float64), (end - begin)[held])
    if counted:
        each *= np.concatenate([segment.values[part] for part in parts])
    return np.bincount(places, each, minlength=len(segment)).astype(np.int32)


def _concept(segment: Segment, asked: Concepts) -> Points:
    """The strength by skills. Those that prove more are written over those that prove less."""
    strength = np.zeros(len(segment), dtype=np.float32)
    for keys, worth in asked.near:
        strength[_places(segment, keys)] = np.float32(worth)
    begin, end = segment.ranges(asked.exact)
    for i in np.flatnonzero(end > begin):
        part = slice(begin[i], end[i])
        places = segment.places[part]
        strength[places] = np.maximum(strength[places], EXACT[segment.values[part]])
    return strength


def _title(segment: Segment, asked: TitleAsked) -> Points:
    close = _words(segment, *asked.words, counted=False)
    np.maximum(close, _words(segment, *asked.in_text, counted=False), out=close)
    np.maximum(close, _concept(segment, asked.occupations), out=close)
    if asked.seniority is None:
        return close
    return close * _seniority(segment, asked.seniority)


def _seniority(segment: Segment, wanted: int) -> Points:
    by_years = np.where(segment.years < 2, 1, np.where(segment.years < 6, MIDDLE, 3))
    have = np.where(segment.seniority == NONE, by_years, segment.seniority.astype(np.int64))
    apart = wanted - have
    rate = np.where(apart > 0, TITLE["level_too_low"], TITLE["level_too_high"])
    known = (segment.seniority != NONE) | (segment.years > 0)
    factor = np.where(known, np.maximum(0.0, 1.0 - rate * np.abs(apart)), 1.0)
    return np.asarray(factor, dtype=np.float32)


def _degree(segment: Segment, wanted: int) -> Points:
    have = segment.degree.astype(np.int64)
    steps: Mapping[int, float] = {1: EVIDENCE["degree_one_below"]}
    below = wanted - have
    table = np.where(below <= 0, 1.0, np.where(below == 1, steps[1], EVIDENCE["degree_lower"]))
    return np.asarray(np.where(segment.degree == NONE, 0.0, table), dtype=np.float32)


def _language(segment: Segment, keys: tuple[int, ...], table: Points) -> Points:
    strength = np.zeros(len(segment), dtype=np.float32)
    begin, end = segment.ranges(np.array(keys, dtype=np.uint32))
    for i in np.flatnonzero(end > begin):
        part = slice(begin[i], end[i])
        places = segment.places[part]
        strength[places] = np.maximum(strength[places], table[segment.values[part]])
    return strength


def _places(segment: Segment, keys: NDArray[np.uint32]) -> NDArray[np.uint16]:
    """The CVs that have any of these keys, some of them several times."""
    begin, end = segment.ranges(keys)
    held = np.flatnonzero(end > begin)
    if not len(held):
        return np.empty(0, dtype=np.uint16)
    return np.concatenate([segment.places[begin[i] : end[i]] for i in held])
