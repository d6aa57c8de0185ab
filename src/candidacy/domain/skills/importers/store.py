"""An imported taxonomy on disk: one JSON file with its provenance."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from candidacy.domain.skills.concepts import Concept, ConceptKind
from candidacy.domain.skills.importers.errors import BadTaxonomyFile
from candidacy.domain.skills.importers.folder import ImportedTaxonomy, Source
from candidacy.domain.skills.names import NameTable, index_names
from candidacy.domain.skills.seed import load_seed
from candidacy.domain.skills.taxonomy import SKILL_KINDS, Taxonomy, merge

_FORMAT = "candidacy-taxonomy-2"


@dataclass(frozen=True, slots=True)
class StoredTaxonomy:
    """Imported concepts and where they come from."""

    taxonomy: Taxonomy
    sources: tuple[Source, ...]
    imported_on: date


def write_taxonomy(path: Path, imported: ImportedTaxonomy, *, on: date) -> None:
    """Write ``imported`` to ``path``, replacing what is there in one step."""
    taxonomy = Taxonomy(imported.concepts)
    content = {
        "format": _FORMAT,
        "imported_on": on.isoformat(),
        "sources": [asdict(source) for source in imported.sources],
        "concepts": [_row(concept) for concept in imported.concepts],
        "names": index_names(taxonomy.of_kind(*SKILL_KINDS), follows=True).pack(),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    draft.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    draft.replace(path)


def read_taxonomy(path: Path) -> StoredTaxonomy:
    """What ``write_taxonomy`` wrote. Raises BadTaxonomyFile when it is something else or damaged."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != _FORMAT:
            raise BadTaxonomyFile(f"{path.name} was written by another version. Import the taxonomy again.")
        sources = tuple(Source(**source) for source in content["sources"])
        version = "+".join(f"{s.name} {s.version or 'unknown'}" for s in sources)
        names = NameTable.unpack(content["names"])
        taxonomy = Taxonomy(_concepts(content["concepts"]), version=version, names=lambda: names)
        return StoredTaxonomy(taxonomy, sources, date.fromisoformat(content["imported_on"]))
    except (ValueError, KeyError, TypeError) as exc:
        raise BadTaxonomyFile(f"{path.name} is damaged. Import the taxonomy again.") from exc


def load_taxonomy(path: Path | None = None) -> Taxonomy:
    """The seed; merged with the imported taxonomy at ``path`` where there is one."""
    if path is None or not path.exists():
        return load_seed()
    return merge(load_seed(), read_taxonomy(path).taxonomy)


def _row(concept: Concept) -> list[Any]:
    relations = (concept.aliases, concept.broader, concept.related, concept.exact, concept.ambiguous)
    return [concept.uri, concept.label, concept.kind, *map(list, relations)]


def _concepts(rows: Iterable[list[Any]]) -> list[Concept]:
    kinds = {str(kind): kind for kind in ConceptKind}
    return [Concept(row[0], row[1], kinds[row[2]], *map(tuple, row[3:])) for row in rows]
