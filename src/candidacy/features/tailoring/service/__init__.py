"""Tailorings, letters and interviews of one workspace."""

from candidacy.features.tailoring.service.interviews import HintsService, prepare_interview
from candidacy.features.tailoring.service.letters import LetterService
from candidacy.features.tailoring.service.proposing import Asked, Basis, Proposing, Said, basis_of
from candidacy.features.tailoring.service.tailorings import TailoringService

__all__ = [
    "Asked",
    "Basis",
    "HintsService",
    "LetterService",
    "Proposing",
    "Said",
    "TailoringService",
    "basis_of",
    "prepare_interview",
]
