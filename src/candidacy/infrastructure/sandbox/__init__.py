"""Reading a document in a child process with limits."""

from candidacy.infrastructure.sandbox.limits import Limits
from candidacy.infrastructure.sandbox.reader import DocumentReader
from candidacy.infrastructure.sandbox.recognition import (
    DOTS_PER_INCH,
    PagePicture,
    Recogniser,
    RecognitionFailed,
    SeenWord,
)

__all__ = [
    "DOTS_PER_INCH",
    "DocumentReader",
    "Limits",
    "PagePicture",
    "Recogniser",
    "RecognitionFailed",
    "SeenWord",
]
