"""Pictures of the documents: each that is named exists, each that exists is named, and they are small."""

import re
from pathlib import Path

import pytest
from PIL import Image

from candidacy.entrypoints.manual import manual, pictures

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "images"
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
ALL = 1_000_000
"""Bytes that all of them may take."""


def named_in(document: Path) -> dict[Path, str]:
    """The pictures of a document, each with the words for whoever does not see it."""
    found = re.findall(r"!\[([^\]]*)\]\((?!https?:)([^)\s]+)\)", document.read_text(encoding="utf-8"))
    return {(document.parent / path).resolve(): words for words, path in found}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_ui_023_every_picture_of_a_document_exists_and_is_described(document: Path) -> None:
    assert [path.name for path, words in named_in(document).items() if not path.exists() or not words] == []


def test_ui_023_no_picture_lies_there_unused() -> None:
    used = {path.name for document in DOCUMENTS for path in named_in(document)}

    assert {path.name for path in PICTURES.iterdir()} == used


def test_ui_023_all_pictures_together_are_small() -> None:
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < ALL


@pytest.mark.parametrize("path", sorted(PICTURES.glob("*.webp")), ids=lambda path: path.name)
def test_ui_023_a_picture_can_be_opened(path: Path) -> None:
    with Image.open(path) as picture:
        assert picture.width >= 1_000


def test_ui_023_the_help_shows_them_from_its_own_address() -> None:
    drawn = re.findall(r'<img src="([^"]+)"', "".join(page.html for page in manual().pages.values()))

    assert drawn
    assert {address.removeprefix("/help/images/") for address in drawn} <= set(pictures())
