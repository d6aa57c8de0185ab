"""How well a Resume meets a Posting: evidence for each requirement, and one formula for the score."""

from candidacy.domain.matching.asked import PreparedPosting, prepare_posting
from candidacy.domain.matching.profile import CandidateProfile, prepare_cv
from candidacy.domain.matching.ranking import Ranked, rank_cvs, rank_postings
from candidacy.domain.matching.schema import Band, Component, Evidence, Match, RequirementMatch, Status
from candidacy.domain.matching.score import Outline, component_weights, match, outline, score, total_score

__all__ = [
    "Band",
    "CandidateProfile",
    "Component",
    "Evidence",
    "Match",
    "Outline",
    "PreparedPosting",
    "Ranked",
    "RequirementMatch",
    "Status",
    "component_weights",
    "match",
    "outline",
    "prepare_cv",
    "prepare_posting",
    "rank_cvs",
    "rank_postings",
    "score",
    "total_score",
]
