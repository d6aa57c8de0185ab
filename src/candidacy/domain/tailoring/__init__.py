"""Tailoring a CV to a posting: by choosing and ordering what it says, and never beyond what it says."""

from candidacy.domain.tailoring.applying import statements_of
from candidacy.domain.tailoring.beside import Beside
from candidacy.domain.tailoring.errors import DoesNotFit, NoQuestion, OtherProposal, OtherWords
from candidacy.domain.tailoring.guard import Facts, check, check_text, check_translation
from candidacy.domain.tailoring.marking import marked
from candidacy.domain.tailoring.places import way_of
from candidacy.domain.tailoring.schema import (
    Change,
    ClaimKind,
    Confirmed,
    Question,
    Refusal,
    Refused,
    Severity,
    Source,
    Tailoring,
    Verdict,
    verdict_of,
    words_of,
)
from candidacy.domain.tailoring.tailor import (
    accept,
    completed,
    confirm,
    proposed,
    question_of,
    tailor,
    without_question,
)

__all__ = [
    "Beside",
    "Change",
    "ClaimKind",
    "Confirmed",
    "DoesNotFit",
    "Facts",
    "NoQuestion",
    "OtherProposal",
    "OtherWords",
    "Question",
    "Refusal",
    "Refused",
    "Severity",
    "Source",
    "Tailoring",
    "Verdict",
    "accept",
    "check",
    "check_text",
    "check_translation",
    "completed",
    "confirm",
    "marked",
    "proposed",
    "question_of",
    "statements_of",
    "tailor",
    "verdict_of",
    "way_of",
    "without_question",
    "words_of",
]
