"""The words in question, told apart within their text."""

import re
from collections.abc import Sequence


def marked(text: str, words: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, each with whether it is one of the words."""
    if not words:
        return ((text, False),)
    asked = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    parts = re.split(rf"(?<!\w)({asked})(?!\w)", text, flags=re.IGNORECASE)
    return tuple((piece, n % 2 == 1) for n, piece in enumerate(parts) if piece)
