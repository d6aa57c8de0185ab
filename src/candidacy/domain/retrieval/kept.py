"""What exact scoring needs of a CandidateProfile, as few bytes: no text, no names, only numbers and stems.

A profile that comes back scores to the digit as the one that went in; it has no quotes to show.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from pydantic_core import from_json

from candidacy.domain.matching import PreparedPosting
from candidacy.domain.matching.passages import Passage, Place
from candidacy.domain.matching.profile import CandidateProfile, Degree, Known, Mention, Role, Spoken
from candidacy.domain.matching.timeline import Months
from candidacy.domain.matching.titles import Title

_PLACES = {place: Passage("", "", place, None) for place in Place}
_ORDER = tuple(Place)
_FASTEST = 1


def keep_profile(profile: CandidateProfile) -> bytes:
    """The profile without its texts."""
    words = {s: [n, *profile.places_of.get(s, ())] for s, n in profile.counts.items()}
    parts = [
        profile.today.isoformat(),
        [_ORDER.index(p.place) for p in profile.passages],
        [[k.uri, k.mentions[0].passage, k.shown, k.months] for k in profile.concepts.values()],
        words,
        profile.length,
        [[r.title.stems, r.title.seniority, r.occupation, r.months, r.passage] for r in profile.roles],
        profile.months,
        [[d.level, d.fields] for d in profile.degrees],
        [[s.code, s.level] for s in profile.languages],
        profile.written_in,
        profile.years,
    ]
    return zlib.compress(json.dumps(parts, separators=(",", ":"), ensure_ascii=False).encode(), _FASTEST)


class Asking(NamedTuple):
    """The stems and skills that a posting can make use of; the others need not be looked at."""

    stems: frozenset[str]
    skills: frozenset[str]


def asking(prepared: PreparedPosting) -> Asking:
    """What scoring this posting looks up in a profile."""
    stems = {stem for stem, _ in prepared.wording}
    stems.update(stem for asked in prepared.asked for stem, _ in asked.stems)
    stems.update(prepared.title.stems if prepared.title else ())
    skills = {uri for asked in prepared.asked for fits in (asked.fits, *asked.parts) for uri in fits}
    return Asking(frozenset(stems), frozenset(skills))


def profile_kept(kept: bytes, today: date | None = None, only: Asking | None = None) -> CandidateProfile:
    """The profile that ``keep_profile`` kept, as of ``today`` and with ``only`` some of it where given.

    Months that were going on when it was kept end then: see ``goes_on``.
    """
    as_of, places, concepts, words, length, roles, *rest = from_json(zlib.decompress(kept))
    months, degrees, languages, written_in, years = rest
    stems = words if only is None else words.keys() & only.stems
    profile = CandidateProfile(
        passages=tuple(_PLACES[_ORDER[place]] for place in places),
        concepts={
            uri: Known(uri, (Mention(at, ""),), shown, _spans(m))
            for uri, at, shown, m in concepts
            if only is None or uri in only.skills
        },
        places_of={stem: words[stem][1:] for stem in stems},
        counts={stem: words[stem][0] for stem in stems},
        length=length,
        roles=tuple(_role(*role) for role in roles),
        months=_spans(months),
        degrees=tuple(Degree(level, tuple(fields), "", "", ()) for level, fields in degrees),
        languages=tuple(Spoken(code, level, "", "", ()) for code, level in languages),
        written_in=written_in,
        locations=(),
        years=years,
        today=date.fromisoformat(as_of),
    )
    return profile if today is None else replace(profile, today=today)


def goes_on(profile: CandidateProfile) -> bool:
    """Whether something in the CV reaches the present, so that it says more in another month."""
    end = profile.today.year * 12 + profile.today.month + 1
    spans = [*profile.months, *(r.months for r in profile.roles if r.months)]
    spans += [span for known in profile.concepts.values() for span in known.months]
    return any(last >= end for _, last in spans)


def _role(
    stems: Sequence[str], seniority: int | None, occupation: str | None, months: Any, passage: int
) -> Role:
    span = (months[0], months[1]) if months else None
    return Role(Title("", tuple(stems), seniority), occupation, span, passage)


def _spans(found: Sequence[Sequence[int]]) -> tuple[Months, ...]:
    return tuple((first, last) for first, last in found)
