"""The generated pages say what the code says."""

import re
from pathlib import Path

import pytest

from candidacy.entrypoints import settings
from candidacy.entrypoints.reference import main, pages, settings_fields
from candidacy.entrypoints.settings import Settings, known_variables, load_settings

ROOT = Path(__file__).parents[2]
RENEW = "python -m candidacy.entrypoints.reference"


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """The pages, made where a test asks for them: that takes seconds, and every worker imports this file."""
    return pages()


def test_the_generated_pages_are_current(made: dict[str, str]) -> None:
    stale = [name for name, text in made.items() if (ROOT / name).read_text(encoding="utf-8") != text]

    assert stale == [], f"Make them again: {RENEW}"


def test_nothing_else_lies_among_the_generated_pages(made: dict[str, str]) -> None:
    found = {str(p.relative_to(ROOT)) for p in (ROOT / "docs" / "reference").iterdir()}

    # The stories are written by hand; another test holds each of them to its proofs.
    assert found - {"docs/reference/stories.md"} <= set(made)


def test_one_command_writes_them_all(made: dict[str, str], tmp_path: Path) -> None:
    main(tmp_path)

    assert {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()} == set(made)


def test_every_setting_has_a_line_and_says_what_it_does() -> None:
    described = {variable: field.description for _, variable, field in settings_fields()}

    assert set(described) == set(known_variables())
    assert all(described.values())


def test_the_examples_are_the_defaults(
    made: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CANDIDACY_HOME", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    before = load_settings()

    for name, value in re.findall(r"^# ([A-Z_]+)=(.+)$", made[".env.example"], re.MULTILINE):
        monkeypatch.setenv(name, value)

    assert load_settings() == before
    assert isinstance(before, Settings)
    assert settings.PREFIX == "CANDIDACY_"


def test_nothing_generated_knows_the_machine_it_was_made_on(made: dict[str, str]) -> None:
    home = str(Path.home())

    assert [name for name, text in made.items() if home in text or str(ROOT) in text] == []
