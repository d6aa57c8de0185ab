"""The seed taxonomy that ships with the package."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from candidacy.domain.skills.concepts import Concept, ConceptKind
from candidacy.domain.skills.taxonomy import Taxonomy

PREFIX = "candidacy:"


@cache
def load_seed() -> Taxonomy:
    """The seed, read once per process."""
    return parse_seed(files("candidacy.domain.skills").joinpath("data/seed.json").read_text(encoding="utf-8"))


def parse_seed(text: str) -> Taxonomy:
    """The taxonomy of a compiled seed (see ``compile``)."""
    content = json.loads(text)
    kinds = {str(kind): kind for kind in ConceptKind}
    return Taxonomy(
        (_concept(row, kinds) for row in content["concepts"]), version=f"seed-{content['version']}"
    )


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
