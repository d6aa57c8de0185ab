"""A folder of downloaded files as one taxonomy."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType

from candidacy.domain.skills.concepts import Concept
from candidacy.domain.skills.importers import esco, onet
from candidacy.domain.skills.importers.draft import finish
from candidacy.domain.skills.importers.errors import BadTaxonomyFile, NothingToImport
from candidacy.domain.skills.importers.tables import Table, header

_ESCO_VERSION = re.compile(r"\bv(\d+\.\d+(?:\.\d+)?)\b")
_DELIMITED: tuple[tuple[ModuleType, str], ...] = ((esco, ","), (esco, ";"), (onet, "\t"))


@dataclass(frozen=True, slots=True)
class Source:
    """Where imported concepts come from. ``attribution`` is what the licence asks to be shown."""

    name: str
    version: str | None
    concepts: int
    attribution: str


@dataclass(frozen=True, slots=True)
class ImportedTaxonomy:
    """The concepts of the files, which files were used as what, and why the others were not."""

    concepts: tuple[Concept, ...]
    sources: tuple[Source, ...]
    used: Mapping[str, str]
    skipped: Mapping[str, str]


_ATTRIBUTION = {
    "ESCO": "This service uses the ESCO classification of the European Commission.",
    "O*NET": (
        "This product includes information from the O*NET database by the U.S. Department of Labor, "
        "Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0 license."
    ),
}
_NAMES = {esco: "ESCO", onet: "O*NET"}


def import_folder(files: Mapping[str, bytes]) -> ImportedTaxonomy:
    """The ESCO and O*NET files among ``files`` (contents by name, with folders where there are any).

    Raises NothingToImport when no file is recognised and BadTaxonomyFile when one is damaged or lacks the
    file that it depends on.
    """
    found: dict[ModuleType, list[tuple[str, Table]]] = {esco: [], onet: []}
    used: dict[str, str] = {}
    skipped: dict[str, str] = {}
    for name, data in sorted(files.items()):
        kind = _sort(name, data, found)
        if kind:
            used[name] = kind
        else:
            skipped[name] = (
                "is empty" if not data.strip() else "its columns are not those of an ESCO or O*NET file"
            )
    if not used:
        raise NothingToImport
    concepts: list[Concept] = []
    sources: list[Source] = []
    for importer, tables in found.items():
        if tables:
            read = _read(importer, tables)
            concepts += read
            name = _NAMES[importer]
            version = _version_of(importer, files)
            sources.append(Source(name, version, len(read), _ATTRIBUTION[name]))
    return ImportedTaxonomy(tuple(concepts), tuple(sources), used, skipped)


def _sort(name: str, data: bytes, found: dict[ModuleType, list[tuple[str, Table]]]) -> str | None:
    for importer, delimiter in _DELIMITED:
        kind: str | None = importer.recognise(header(data, delimiter))
        if kind:
            found[importer].append((kind, Table(name, data, delimiter)))
            return f"{_NAMES[importer]} {kind}"
    return None


def _read(importer: ModuleType, tables: list[tuple[str, Table]]) -> list[Concept]:
    concepts = finish(importer.read(tables))
    if not concepts:
        kinds = ", ".join(sorted(kind for kind, _ in tables))
        needed = "skills_en.csv or occupations_en.csv" if importer is esco else "Occupation Data.txt"
        raise BadTaxonomyFile(f"The {_NAMES[importer]} files hold {kinds} but no concepts: add {needed}.")
    return concepts


def _version_of(importer: ModuleType, files: Mapping[str, bytes]) -> str | None:
    if importer is onet:
        texts = (d[:2000].decode(errors="replace") for n, d in files.items() if "read" in n.lower())
        return next((v for t in texts if (v := onet.version_in(t))), None)
    return next((m.group(1) for name in files if (m := _ESCO_VERSION.search(name))), None)
