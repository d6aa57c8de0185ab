"""XML as objects, lists and texts, names without their namespace."""

from typing import TYPE_CHECKING, Any

from candidacy.domain.exchange.source import bounded
from candidacy.domain.reading.archive import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element


def tree_of(data: bytes) -> tuple[str, Any]:
    """The root's name and its members. Raises DamagedFile for broken XML and for XML with entities."""
    root = parse_xml(data)
    return _name(root), bounded(_members(root))


def _members(element: "_Element") -> dict[str, Any]:
    """Each child in a list under its name, attributes under ``@name``, and its own text under ``#text``."""
    found: dict[str, Any] = {
        f"@{str(key).rpartition('}')[2]}": value for key, value in element.attrib.items()
    }
    for child in element:
        if isinstance(child.tag, str):
            plain = not len(child) and not child.attrib
            found.setdefault(_name(child), []).append(
                (child.text or "").strip() if plain else _members(child)
            )
    if element.text and element.text.strip():
        found["#text"] = element.text.strip()
    return found


def _name(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2]
