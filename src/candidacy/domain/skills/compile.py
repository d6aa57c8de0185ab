"""Makes the compiled seed from the YAML files in ``data``: ``python -m candidacy.domain.skills.compile``.

YAML is what people edit; JSON loads in milliseconds. Every fault is reported with its file and slug.
"""

import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from candidacy.domain.skills.concepts import ConceptKind
from candidacy.domain.skills.names import index_names
from candidacy.domain.skills.seed import parse_seed
from candidacy.domain.skills.taxonomy import SKILL_KINDS
from candidacy.domain.skills.tokens import label_tokens
from candidacy.kernel.errors import Invalid

DATA = Path(__file__).parent / "data"
_LISTS = ("aliases", "broader", "related", "exact", "ambiguous")
_FIELDS = {"label", "kind", *_LISTS}
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


class BadSeed(Invalid):
    """The seed taxonomy has faults."""

    code = "bad_seed"

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept as a YAML file has it."""

    file: str
    slug: str
    label: str
    kind: str
    aliases: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.label, *self.aliases, *self.ambiguous)))


def compile_seed(files: Mapping[str, str]) -> str:
    """The JSON of the seed from the YAML texts by file name. Raises BadSeed with all faults at once."""
    faults: list[str] = []
    entries: list[Entry] = []
    for name in sorted(files):
        entries += _entries(name, files[name], faults)
    faults += _faults(entries)
    if faults:
        raise BadSeed(faults)
    rows = sorted((_row(e) for e in entries), key=lambda row: str(row[0]))
    body = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    version = hashlib.sha256(body.encode()).hexdigest()[:12]
    return f'{{"version":"{version}","concepts":[\n{body}\n]}}\n'


def compile_names(seed: str) -> bytes:
    """The table of the names of a compiled seed's skills, packed."""
    taxonomy = parse_seed(seed)
    names = index_names(taxonomy.of_kind(*SKILL_KINDS))
    content = {"version": taxonomy.version, **names.pack()}
    packed = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return gzip.compress(packed, 6, mtime=0)


def _entries(file: str, text: str, faults: list[str]) -> list[Entry]:
    content = _parse(file, text, faults)
    concepts = content.get("concepts")
    if not isinstance(concepts, dict) or content.get("kind") not in set(ConceptKind):
        faults.append(f"{file}: needs `kind` (one of {', '.join(ConceptKind)}) and a mapping `concepts`")
        return []
    return [
        e for slug, fields in concepts.items() if (e := _entry(file, slug, fields, content["kind"], faults))
    ]


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc] # The base depends on how PyYAML was built.
    """A YAML loader that refuses a mapping in which a key stands twice."""


def _unique_mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    twice = sorted({str(k) for k in keys if keys.count(k) > 1}) if len(set(keys)) < len(keys) else []
    if twice:
        raise yaml.constructor.ConstructorError(
            None, None, f"{', '.join(twice)} stands twice", node.start_mark
        )
    return {k: loader.construct_object(v, deep=True) for k, (_, v) in zip(keys, node.value, strict=True)}


_Loader.add_constructor("tag:yaml.org,2002:map", _unique_mapping)


def _parse(file: str, text: str, faults: list[str]) -> dict[str, Any]:
    try:
        content = yaml.load(text, Loader=_Loader)  # noqa: S506 # A subclass of the safe loader.
    except yaml.YAMLError as exc:
        faults.append(f"{file}: is no valid YAML: {' '.join(str(exc).split())}")
        return {"kind": "skill", "concepts": {}}
    return content if isinstance(content, dict) else {}


def _entry(file: str, slug: object, fields: object, kind: str, faults: list[str]) -> Entry | None:
    where = f"{file}: {slug}"
    if not isinstance(slug, str) or not _SLUG.match(slug):
        faults.append(
            f"{where}: a slug is lower-case words joined by hyphens, in quotes where it looks like a number"
        )
        return None
    if (
        not isinstance(fields, dict)
        or not isinstance(fields.get("label"), str)
        or not fields["label"].strip()
    ):
        faults.append(f"{where}: needs a label that is text (quote numbers, yes and no)")
        return None
    if unknown := sorted(set(map(str, fields)) - _FIELDS):
        faults.append(f"{where}: unknown field {', '.join(unknown)}")
    lists = {name: _strings(where, name, fields.get(name), faults) for name in _LISTS}
    chosen = str(fields.get("kind", kind))
    if chosen not in set(ConceptKind):
        faults.append(f"{where}: unknown kind {chosen}")
    return Entry(file, slug, fields["label"].strip(), chosen, **lists)


def _strings(where: str, name: str, value: object, faults: list[str]) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        faults.append(f"{where}: {name} is a list of texts (quote numbers, yes, no, on and off)")
        return ()
    return tuple(dict.fromkeys(v.strip() for v in value))


def _faults(entries: list[Entry]) -> list[str]:
    by_slug: dict[str, Entry] = {}
    found = []
    for entry in entries:
        first = by_slug.setdefault(entry.slug, entry)
        if first is not entry:
            found.append(f"{entry.file}: {entry.slug}: is already in {first.file}")
    for entry in entries:
        for name in ("broader", "related"):
            found += [
                f"{entry.file}: {entry.slug}: {name} names an unknown concept {slug}"
                for slug in getattr(entry, name)
                if slug not in by_slug
            ]
    return found + _shared_names(entries) + _cycles(by_slug)


def _shared_names(entries: list[Entry]) -> list[str]:
    owners: dict[tuple[bool, str], Entry] = {}
    found = []
    for entry in entries:
        for name in entry.names:
            tokens = label_tokens(name)
            if not tokens:
                found.append(f"{entry.file}: {entry.slug}: {name!r} holds no word")
                continue
            owner = owners.setdefault((entry.kind == ConceptKind.OCCUPATION, " ".join(tokens)), entry)
            if owner.slug != entry.slug:
                found.append(
                    f"{entry.file}: {entry.slug}: the name {name!r} is also {owner.slug}'s in {owner.file}"
                )
    return found


def _cycles(by_slug: Mapping[str, Entry]) -> list[str]:
    done: set[str] = set()
    found = []

    def visit(slug: str, path: tuple[str, ...]) -> None:
        if slug in path:
            ring = (*path[path.index(slug) :], slug)
            found.append(f"{by_slug[slug].file}: {slug}: broader runs in a circle: {' > '.join(ring)}")
        elif slug not in done and slug in by_slug:
            for parent in by_slug[slug].broader:
                visit(parent, (*path, slug))
            done.add(slug)

    for slug in by_slug:
        visit(slug, ())
    return found


def _row(entry: Entry) -> list[object]:
    """Slug, label, kind, then the lists, without the empty ones at the end."""
    row: list[object] = [
        entry.slug,
        entry.label,
        entry.kind,
        *(list(getattr(entry, name)) for name in _LISTS),
    ]
    while row[-1] == []:
        row.pop()
    return row


def read_sources(folder: Path = DATA) -> dict[str, str]:
    """The YAML files of the seed by name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}


def main() -> int:
    """Write the compiled seed; on faults print them and change nothing."""
    try:
        text = compile_seed(read_sources())
    except BadSeed as exc:
        sys.stderr.write(f"{exc.message}\n{len(exc.faults)} faults, seed.json is unchanged\n")
        return 1
    (DATA / "seed.json").write_text(text, encoding="utf-8")
    (DATA / "names.json.gz").write_bytes(compile_names(text))
    sys.stderr.write(f"{text.count(chr(10)) - 2} concepts written to seed.json\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
