"""Tailoring a CV to a posting: by choosing and ordering what it says, and never beyond what it says."""

from candidacy.domain.tailoring.beside import Beside
from candidacy.domain.tailoring.errors import DoesNotFit, OtherProposal
from candidacy.domain.tailoring.guard import Facts, check, check_text, check_translation
from candidacy.domain.tailoring.places import way_of
from candidacy.domain.tailoring.schema import Change, ClaimKind, Refusal, Refused, Source, Tailoring
from candidacy.domain.tailoring.tailor import accept, completed, proposed, tailor

__all__ = [
    "Beside",
    "Change",
    "ClaimKind",
    "DoesNotFit",
    "Facts",
    "OtherProposal",
    "Refusal",
    "Refused",
    "Source",
    "Tailoring",
    "accept",
    "check",
    "check_text",
    "check_translation",
    "completed",
    "proposed",
    "tailor",
    "way_of",
]
