from pathlib import Path

from candidacy.domain.review import rubric
from candidacy.domain.review.page import rubric_page

PAGE = Path(__file__).parents[5] / "docs" / "explanation" / "rubric.md"


def test_the_documentation_says_what_the_rubric_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == rubric_page(rubric())


def test_every_criterion_stands_on_the_page() -> None:
    page = rubric_page(rubric())

    assert all(f"| `{c.id}` | {c.max:g} |" in page for c in rubric().criteria)
