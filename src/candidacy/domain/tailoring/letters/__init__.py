"""Cover letters and notes: a frame that claims nothing around sentences that the CV supports."""

from candidacy.domain.tailoring.letters.answering import (
    put_in,
    sentence_asked,
    with_statement,
    without_asked,
)
from candidacy.domain.tailoring.letters.frames import Frame, UnknownLetterLanguage, letter_languages
from candidacy.domain.tailoring.letters.guarded import Judged, guarded, judged_sentence
from candidacy.domain.tailoring.letters.schema import (
    AskedSentence,
    Draft,
    LetterKind,
    RefusedSentence,
    Sentence,
    Tone,
)
from candidacy.domain.tailoring.letters.skeleton import (
    Answering,
    Wanted,
    answering_lines,
    drafted,
    sentences_of,
)

__all__ = [
    "Answering",
    "AskedSentence",
    "Draft",
    "Frame",
    "Judged",
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
    "put_in",
    "sentence_asked",
    "sentences_of",
    "with_statement",
    "without_asked",
]
