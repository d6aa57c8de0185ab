import re
from pathlib import Path

import pytest

from candidacy.domain.matching import formula
from candidacy.domain.postings.education import DEGREES

PAGE = Path(__file__).parents[5] / "docs" / "explanation" / "matching.md"


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]


def _figures(rows: list[list[str]], name: str) -> list[float]:
    """The figures printed beside a name; a cell may hold several names with as many figures."""
    for row in rows:
        for at, cell in enumerate(row):
            names = re.findall(r"`(\w+)`", cell)
            if name in names:
                cells = [re.findall(r"\d+(?:\.\d+)?", other) for other in row[at + 1 :]]
                place = names.index(name)
                return [float(found[place if len(found) > place else 0]) for found in cells if found]
    return []


@pytest.mark.parametrize("name", formula.COMPONENTS)
def test_the_page_prints_each_share(rows: list[list[str]], name: str) -> None:
    assert _figures(rows, name) == [formula.COMPONENTS[name], formula.ENOUGH[name]]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *formula.EVIDENCE.items(),
        *formula.CERTAINTY.items(),
        *formula.IMPORTANCE.items(),
        *formula.TITLE.items(),
        *((str(band), least) for least, band in formula.BANDS),
    ],
)
def test_the_page_prints_each_figure(rows: list[list[str]], name: str, value: float) -> None:
    assert _figures(rows, name)[:1] == [value]


@pytest.mark.parametrize(
    "name",
    [
        "MET",
        "PARTIAL",
        "WORDING_FLOOR",
        "WORDING_FULL",
        "WORDING_ANYWHERE",
        "HALF_AT",
        "USUAL_LENGTH",
        "LENGTH_COUNTS",
        "SHARED_FULL",
        "SHARED_ALL",
        "SHARED_ROOT",
        "KNOWN_SHARE",
        "HEADING_WORDS",
        "WORD_AT_MOST",
        "TELLING",
    ],
)
def test_the_page_prints_each_threshold(name: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    value = getattr(formula, name)

    assert re.search(rf"\b{value:g}(?:\.0)?\b[^.|]{{0,30}}\(?`{name}`|`{name}` {value:g}\b", text)


def test_the_page_prints_what_short_words_count_in_an_unknown_language() -> None:
    page = " ".join(PAGE.read_text(encoding="utf-8").split())

    assert formula.BY_LENGTH == {1: 0.1, 2: 0.1, 3: 0.1, 4: 0.4, 5: 0.7}
    assert "stems of up to three letters count 0.1, of four 0.4, of five 0.7" in page


def test_the_page_names_the_formula_and_the_degrees() -> None:
    text = " ".join(PAGE.read_text(encoding="utf-8").split())

    assert f"`{formula.FORMULA}`" in text
    assert " < ".join(DEGREES) in text
