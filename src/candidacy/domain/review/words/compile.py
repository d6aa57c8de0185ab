"""Compiles the word list: ``python -m candidacy.domain.review.words.compile OUT SCOWL_DIR [EXTRA...]``.

SCOWL's levels say how common a word is; they become three ranks. ``OUT`` is gzipped text of one line per
rank: words that everybody knows (SCOWL up to 35), words worth suggesting (up to 50), and everything else
that is no error. An EXTRA is a text file whose words are added to the last rank, unless a common word is
one edit away: lists gathered from the wild repeat the errors of the wild.
"""

import gzip
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

_COMMON, _KNOWN, _VALID = 35, 50, 70
_WORD = re.compile(r"[A-Za-z]{3,}")


def _scowl(folder: Path) -> Iterator[tuple[str, int]]:
    """Each plain ASCII word of the lists up to the valid level, with its level; names count as rare."""
    for path in sorted(folder.glob("*.[0-9][0-9]")):
        level = int(path.suffix[1:])
        if level > _VALID or path.name.startswith("special"):
            continue
        common = "-words" in path.name and "variant" not in path.name
        for line in path.read_text(encoding="utf-8").splitlines():
            word = _plain(line.removesuffix("'s"))
            if _WORD.fullmatch(word):
                yield word.lower(), level if common else _VALID


def _plain(word: str) -> str:
    """The word without accents: résumé is written resume, too."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _extra(path: Path) -> set[str]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    return {w.lower() for line in text.splitlines() for w in _WORD.findall(line.split("#")[0])}


def _looks_misspelt(word: str, common: dict[str, list[str]]) -> bool:
    """Whether a common word of the same first letter is one edit away, other than by a final s."""
    if len(word) < 6:
        return False
    near = process.extract(word, common[word[0]], scorer=OSA.distance, score_cutoff=1, limit=3)
    return any(word.rstrip("s") != match.rstrip("s") for match, _, _ in near)


def compiled(levels: Iterable[tuple[str, int]], trusted: set[str], wild: set[str]) -> list[set[str]]:
    """The three ranks of words."""
    lowest: dict[str, int] = {}
    for word, level in levels:
        lowest[word] = min(level, lowest.get(word, _VALID))
    ranks = [
        {w for w, n in lowest.items() if n <= _COMMON},
        {w for w, n in lowest.items() if _COMMON < n <= _KNOWN},
        {w for w, n in lowest.items() if n > _KNOWN},
    ]
    by_letter: dict[str, list[str]] = {letter: [] for letter in "abcdefghijklmnopqrstuvwxyz"}
    for word in sorted(ranks[0]):
        by_letter[word[0]].append(word)
    found = {w for w in wild - lowest.keys() if not _looks_misspelt(w, by_letter)}
    ranks[2] |= (trusted | found) - ranks[0] - ranks[1]
    return ranks


def main(out: Path, scowl: Path, extras: list[Path]) -> None:
    """Write ``out``; the same sources give the same bytes."""
    trusted = _extra(Path(__file__).with_name("work_words.txt"))
    wild = set().union(*(_extra(path) for path in extras))
    text = "\n".join(" ".join(sorted(rank)) for rank in compiled(_scowl(scowl), trusted, wild))
    out.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(a) for a in sys.argv[3:]])
