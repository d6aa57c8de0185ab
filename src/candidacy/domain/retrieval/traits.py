"""What the pool knows of a CV: hashed words, skills, titles and languages with a small number each."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from candidacy.domain.matching.profile import CandidateProfile, Role
from candidacy.domain.postings.education import degree_rank
from candidacy.domain.postings.languages import LEVELS, level_rank

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LAYOUT = 2
"""Counts the changes of what stands in these bytes; rows of another layout are made again."""

_NOT_A_WORD = 0x80000000
_MOST = 255
ANY_LANGUAGE = "*"
"""Stands for having said which languages are spoken, whichever they are."""
UNSTATED = len(LEVELS)
"""The value of a language whose level is not said; the others are the rank of the level."""
NONE = 255
"""Of ``seniority`` and ``degree``: not known."""


@dataclass(frozen=True, slots=True)
class Traits:
    """A CV in numbers. ``keys`` and ``values`` go in pairs; a word's value is how often it stands there."""

    keys: bytes
    """Little-endian 32-bit hashes."""
    values: bytes
    length: int
    years: float
    seniority: int
    degree: int


def word_key(stem: str) -> int:
    """The key of a stem. Two words may share one; the exact score sorts that out."""
    return zlib.crc32(stem.encode()) & ~_NOT_A_WORD


def other_key(kind: str, name: str) -> int:
    """The key of a skill ``c``, a title's word ``t``, an occupation ``o`` or a language ``l``."""
    return zlib.crc32(f"{kind}:{name}".encode()) | _NOT_A_WORD


def is_word(keys: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which of these keys are of words."""
    return keys < _NOT_A_WORD


def traits_of(profile: CandidateProfile) -> Traits:
    """The traits of a CV; the same profile gives the same bytes."""
    found = {word_key(stem): min(count, _MOST) for stem, count in profile.counts.items()}
    found |= dict(_others(profile))
    keys = sorted(found)
    return Traits(
        keys=struct.pack(f"<{len(keys)}I", *keys),
        values=bytes(found[key] for key in keys),
        length=min(profile.length, 65_535),
        years=profile.years,
        seniority=_seniority(profile.roles),
        degree=max((degree_rank(d.level) for d in profile.degrees if d.level), default=NONE),
    )


def _others(profile: CandidateProfile) -> Iterator[tuple[int, int]]:
    yield from ((other_key("c", known.uri), min(known.shown, 2)) for known in profile.concepts.values())
    yield from ((other_key("t", stem), 1) for role in profile.roles for stem in role.title.stems)
    yield from ((other_key("o", role.occupation), 1) for role in profile.roles if role.occupation)
    if profile.written_in:
        yield other_key("l", profile.written_in), level_rank("C1")
    if profile.languages:
        yield other_key("l", ANY_LANGUAGE), 1
    for spoken in profile.languages:
        yield other_key("l", spoken.code), UNSTATED if spoken.level is None else level_rank(spoken.level)


def _seniority(roles: Iterable[Role]) -> int:
    """That of the latest dated title which states one."""
    dated = [r for r in roles if r.months and r.title.seniority is not None]
    latest = max(dated, key=lambda r: (r.months[1] if r.months else 0, -r.passage), default=None)
    return NONE if latest is None or latest.title.seniority is None else latest.title.seniority
