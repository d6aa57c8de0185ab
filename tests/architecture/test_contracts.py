"""The import contracts hold, and each of them notices a breach that is planted in a copy."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BREACHES = {
    "layers": ("kernel/planted.py", "import candidacy.domain.resume"),
    "slices": ("features/cvs/planted.py", "import candidacy.features.matching"),
    "inside-a-slice": ("features/cvs/models.py", "import candidacy.features.cvs.service"),
    "no-cycles": ("domain/resume/planted.py", "import candidacy.domain.reading.document"),
    "one-door": ("features/matching/planted.py", "import candidacy.features.cvs.service"),
    "web-at-the-edge": ("features/cvs/service.py", "import starlette"),
    "pure-domain": ("domain/review/planted.py", "import os"),
    "agents-know-no-database": ("ai_agents/planted.py", "import sqlalchemy"),
    "sdks-in-providers": ("features/cvs/planted.py", "import openai"),
    "sdk-stands-apart": ("sdk/planted.py", "import pydantic"),
    "tests-stay-tests": ("domain/review/planted.py", "import candidacy.testing.plugin"),
}


def contract_ids() -> set[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return {contract["id"] for contract in settings["tool"]["importlinter"]["contracts"]}


def without_coverage() -> dict[str, str]:
    """The environment without what would count the copies as source that no test runs."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def lint(source: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo", *arguments]
    return subprocess.run(
        [*command, "--config", str(ROOT / "pyproject.toml")],
        cwd=source,
        env=without_coverage() | {"PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped code, which every test leaves as it was."""
    source, target = ROOT / "src" / "candidacy", tmp_path_factory.mktemp("copy")
    for file in source.rglob("*.py"):
        if "tests" not in file.parts:
            copied = target / "candidacy" / file.relative_to(source)
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copied)
    return target


@pytest.mark.deep  # make check says it too, and sooner.
def test_every_contract_is_kept() -> None:
    result = lint(ROOT / "src")

    assert result.returncode == 0, result.stdout


def test_every_contract_has_a_breach_planted_for_it() -> None:
    assert contract_ids() == set(BREACHES)


def test_no_contract_ignores_an_import() -> None:
    assert "ignore_imports" not in (ROOT / "pyproject.toml").read_text()


@pytest.mark.parametrize("contract", sorted(BREACHES))
def test_a_planted_breach_is_noticed(contract: str, copy: Path) -> None:
    name, line = BREACHES[contract]
    file = copy / "candidacy" / name
    before = file.read_text() if file.exists() else None
    file.write_text(f"{before or ''}\n{line}  # noqa\n")

    result = lint(copy, "--contract", contract)

    if before is None:
        file.unlink()
    else:
        file.write_text(before)

    assert result.returncode == 1
    assert "BROKEN" in result.stdout
