"""Text as the tables compare it: without case and accents, each character in its place."""

import unicodedata


class _Folds(dict[int, str]):
    """What each character folds to, found when it is first met; always one character for one."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        base = unicodedata.normalize("NFKD", character)[:1].lower() or character
        self[code] = folded = base if len(base) == 1 and base.isprintable() else character
        return folded


_FOLDS = _Folds(
    {
        ord("ı"): "i",
        ord("İ"): "i",
        ord("ł"): "l",
        ord("Ł"): "l",
        ord("ø"): "o",
        ord("Ø"): "o",
        ord("’"): "'",
        ord("‘"): "'",
        ord("`"): "'",
        ord("\u00a0"): " ",
        ord("\t"): " ",
    }
)


def fold(text: str) -> str:
    """``text`` in lower case without accents; as long as ``text``, so that offsets stay good."""
    return text.translate(_FOLDS)
