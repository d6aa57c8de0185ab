"""Preparing for an interview: questions from the posting, answers from the person's own lines."""

from candidacy.domain.tailoring.interview.preparing import (
    UnknownInterviewLanguage,
    interview,
    interview_languages,
)
from candidacy.domain.tailoring.interview.schema import Chapter, Preparation, Question

__all__ = [
    "Chapter",
    "Preparation",
    "Question",
    "UnknownInterviewLanguage",
    "interview",
    "interview_languages",
]
