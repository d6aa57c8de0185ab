"""Cover letters and notes: a frame that claims nothing around sentences that the CV supports."""

from candidacy.domain.tailoring.letters.frames import Frame, UnknownLetterLanguage, letter_languages
from candidacy.domain.tailoring.letters.guarded import guarded, judged_sentence
from candidacy.domain.tailoring.letters.schema import Draft, LetterKind, RefusedSentence, Sentence, Tone
from candidacy.domain.tailoring.letters.skeleton import (
    Answering,
    Wanted,
    answering_lines,
    drafted,
    sentences_of,
)

__all__ = [
    "Answering",
    "Draft",
    "Frame",
    "LetterKind",
    "RefusedSentence",
    "Sentence",
    "Tone",
    "UnknownLetterLanguage",
    "Wanted",
    "answering_lines",
    "drafted",
    "guarded",
    "judged_sentence",
    "letter_languages",
    "sentences_of",
]
