"""Ranking with the same score both ways: postings for a CV, CVs for a posting."""

from collections.abc import Iterable
from typing import NamedTuple

from candidacy.domain.matching.asked import PreparedPosting
from candidacy.domain.matching.profile import CandidateProfile
from candidacy.domain.matching.schema import Match
from candidacy.domain.matching.score import score


class Ranked(NamedTuple):
    """One place in a ranking; ``match.score`` is the number shown and the number sorted by."""

    id: str
    match: Match


def rank_cvs(posting: PreparedPosting, profiles: Iterable[tuple[str, CandidateProfile]]) -> list[Ranked]:
    """CVs for a posting, best first; equal scores in the order of their ids."""
    return _ordered(Ranked(id_, score(profile, posting)) for id_, profile in profiles)


def rank_postings(profile: CandidateProfile, postings: Iterable[tuple[str, PreparedPosting]]) -> list[Ranked]:
    """Postings for a CV, best first; equal scores in the order of their ids."""
    return _ordered(Ranked(id_, score(profile, posting)) for id_, posting in postings)


def _ordered(found: Iterable[Ranked]) -> list[Ranked]:
    return sorted(found, key=lambda r: (-r.match.score, r.id))
