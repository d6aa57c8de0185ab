"""Cutting what people wrote into passages: by structure, within what a sentence model sees."""

from candidacy.domain.passages.cutting import LONGEST, cut
from candidacy.domain.passages.resumes import parts_of_resume
from candidacy.domain.passages.schema import Part, Passage
from candidacy.domain.passages.texts import parts_of_document, parts_of_text

__all__ = ["LONGEST", "Part", "Passage", "cut", "parts_of_document", "parts_of_resume", "parts_of_text"]
