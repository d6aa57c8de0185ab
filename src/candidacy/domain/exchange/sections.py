"""Sections with a title of their own, for which JSON Resume has no name: ``sections`` of the Resume."""

from collections.abc import Iterator
from typing import NamedTuple

from candidacy.domain.resume import Resume


class FreeSection(NamedTuple):
    """A title and its items, each a text."""

    name: str
    items: tuple[str, ...]


def free_sections(resume: Resume) -> Iterator[FreeSection]:
    """Those of a Resume that have a title and items."""
    found = (resume.model_extra or {}).get("sections")
    for one in found if isinstance(found, list) else []:
        if isinstance(one, dict) and isinstance(one.get("items"), list) and one.get("name"):
            items = tuple(item for item in one["items"] if isinstance(item, str))
            if items:
                yield FreeSection(str(one["name"]), items)
