"""Names of files in an archive: readable, safe to unpack on any system, each there once."""

import re
import unicodedata

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST = 120


def safe_name(name: str, otherwise: str) -> str:
    """``name`` as one part of a path; ``otherwise`` when nothing of it is left."""
    printable = "".join(c for c in unicodedata.normalize("NFC", name) if c.isprintable())
    cleaned = _UNSAFE.sub("_", printable).strip(" .")
    if not cleaned or _RESERVED.match(cleaned):
        cleaned = f"{otherwise}{'_' if cleaned else ''}{cleaned}"
    stem, dot, ending = cleaned.rpartition(".")
    if dot and len(ending) < 10:
        return f"{stem[:_LONGEST]}.{ending}"
    return cleaned[:_LONGEST]


class Names:
    """Gives every path once: the second of the same name is numbered."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def take(self, path: str) -> str:
        """Case counts for nothing here, as some systems ignore it."""
        count = self._taken.get(path.casefold(), 0) + 1
        self._taken[path.casefold()] = count
        if count == 1:
            return path
        folder, slash, last = path.rpartition("/")
        stem, dot, ending = last.rpartition(".")
        numbered = f"{stem} ({count}).{ending}" if dot and stem else f"{last} ({count})"
        return self.take(f"{folder}{slash}{numbered}")
