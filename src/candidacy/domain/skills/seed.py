"""The seed taxonomy that ships with the package."""

import gzip
import json
from functools import cache
from importlib.resources import files
from typing import Any

from candidacy.domain.skills.concepts import Concept, ConceptKind
from candidacy.domain.skills.names import NameTable
from candidacy.domain.skills.taxonomy import NameSource, Taxonomy

PREFIX = "candidacy:"


_DATA = files("candidacy.domain.skills").joinpath("data")


class _Seed(Taxonomy):
    """The seed, read when it is first asked for its content: 12 MB and a tenth of a second."""

    def __init__(self) -> None:
        self._names, self._above = _load_names, {}

    def __getattr__(self, name: str) -> Any:
        if name not in {"version", "concepts"}:
            raise AttributeError(name)
        content = parse_seed(_DATA.joinpath("seed.json").read_text(encoding="utf-8"))
        self.version, self.concepts = content.version, content.concepts
        return getattr(self, name)


@cache
def load_seed() -> Taxonomy:
    """The seed, one for the process."""
    return _Seed()


@cache
def _load_names() -> NameTable:
    content = json.loads(gzip.decompress(_DATA.joinpath("names.json.gz").read_bytes()))
    return NameTable.unpack(content)


def parse_seed(text: str, *, names: NameSource | None = None) -> Taxonomy:
    """The taxonomy of a compiled seed (see ``compile``)."""
    content = json.loads(text)
    kinds = {str(kind): kind for kind in ConceptKind}
    concepts = (_concept(row, kinds) for row in content["concepts"])
    return Taxonomy(concepts, version=f"seed-{content['version']}", names=names)


def _concept(row: list[Any], kinds: dict[str, ConceptKind]) -> Concept:
    slug, label, kind = row[:3]
    aliases, broader, related, exact, ambiguous = (row[3:] + [()] * 5)[:5]
    return Concept(
        uri=f"{PREFIX}{slug}",
        label=label,
        kind=kinds[kind],
        aliases=tuple(aliases),
        broader=tuple([PREFIX + s for s in broader]),
        related=tuple([PREFIX + s for s in related]),
        exact=tuple(exact),
        ambiguous=tuple(ambiguous),
    )
