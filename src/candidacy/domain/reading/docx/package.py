"""The parts of a Word file and how they refer to one another."""

import posixpath
from typing import TYPE_CHECKING

from candidacy.domain.reading.archive import OfficeArchive, parse_xml
from candidacy.domain.reading.docx.names import TRANSITIONAL
from candidacy.domain.reading.errors import DamagedFile

if TYPE_CHECKING:
    from lxml.etree import _Element


class Part:
    """One XML part and its relations."""

    def __init__(self, package: "Package", name: str) -> None:
        self._package = package
        self.name = name
        self._relations = package.relations(name)

    @property
    def root(self) -> "_Element | None":
        return self._package.xml(self.name)

    def address(self, relation: str) -> str | None:
        """The outside address of a relation, such as a hyperlink's."""
        kind, target, external = self._relations.get(relation, ("", "", False))
        return target if external and kind.endswith("/hyperlink") else None

    def part(self, relation: str) -> "Part | None":
        """The part that a relation leads to; None when it leads nowhere."""
        _, target, external = self._relations.get(relation, ("", "", True))
        return self._open(target, external=external)

    def part_of_type(self, ending: str) -> "Part | None":
        """The part of a kind (``styles``, ``numbering``); None when there is none."""
        for kind, target, external in self._relations.values():
            if kind.endswith(f"/{ending}"):
                return self._open(target, external=external)
        return None

    def _open(self, target: str, *, external: bool) -> "Part | None":
        if external:
            return None
        folder = posixpath.dirname(self.name)
        name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return Part(self._package, name) if name in self._package.names else None


class Package:
    """The opened Word file."""

    def __init__(self, data: bytes) -> None:
        self._archive = OfficeArchive(data)
        self.names = self._archive.names

    def main(self) -> Part:
        """The part with the body, found by its content type: it need not be called ``document.xml``."""
        name = self._archive.main_part
        if name is None:
            raise DamagedFile
        return Part(self, name)

    def xml(self, name: str) -> "_Element | None":
        if name not in self.names:
            return None
        data = self._archive.xml_bytes(name)
        for strict, transitional in TRANSITIONAL.items():
            data = data.replace(strict.encode(), transitional.encode())
        return parse_xml(data)

    def relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        if root is None:
            return {}
        return {
            str(element.get("Id")): (
                str(element.get("Type", "")),
                str(element.get("Target", "")),
                element.get("TargetMode") == "External",
            )
            for element in root
        }
