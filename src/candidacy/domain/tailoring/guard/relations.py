"""What English words say too: the same by another name, or less; from WordNet (``words/README.md``)."""

import lzma
from functools import cache, lru_cache
from importlib.resources import files

from candidacy.domain.tailoring.guard.forms import bases


@cache
def _lines() -> dict[str, str]:
    packed = files("candidacy.domain.tailoring.guard").joinpath("words", "relations.txt.xz").read_bytes()
    pairs = (line.partition(" ") for line in lzma.decompress(packed).decode("utf-8").splitlines())
    return {word: less for word, _, less in pairs}


@lru_cache(maxsize=16_384)
def says_less(word: str) -> frozenset[str]:
    """The words that say the same as a folded English word or less: ``vehicle`` for ``lorries``."""
    known = _lines()
    return frozenset(less for base in bases(word, "en") for less in known.get(base, "").split())
