"""A painted page -> the words that a recogniser sees in it, in the page's own measure."""

import base64
from typing import Any

from candidacy.domain.reading import PageSize
from candidacy.domain.reading.recognised import RecognisedPage, RecognisedWord
from candidacy.domain.resume import Box
from candidacy.infrastructure.sandbox.recognition import PagePicture, Recogniser, RecognitionFailed


def recognised_page(painted: dict[str, Any], recogniser: Recogniser) -> RecognisedPage:
    """The words of a page that a child has painted. Raises RecognitionFailed."""
    width, height = int(painted["width"]), int(painted["height"])
    pixels = base64.b64decode(painted["pixels"])
    if len(pixels) != width * height:
        raise RecognitionFailed("The picture is not of the size that it says.")
    size = PageSize(*painted["points"])
    across, down = size.width / width, size.height / height
    words = tuple(
        RecognisedWord(
            word.text,
            Box(
                round(word.left * across, 2),
                round(word.top * down, 2),
                round(word.right * across, 2),
                round(word.bottom * down, 2),
            ),
            word.line,
            word.confidence,
        )
        for word in recogniser.words(PagePicture(width, height, pixels))
    )
    return RecognisedPage(size, words)
