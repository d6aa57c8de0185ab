"""Our syntax-tree rules notice what they are for, and the source keeps them."""

from pathlib import Path

import pytest

from tests.architecture.rules import check

ROOT = Path(__file__).parents[2]
OWNED_MODEL = "class Cv(Keyed, Owned, Base):\n    pass\n"


def breaches(folder: Path, name: str, code: str) -> list[str]:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(code)
    return [breach.rule for breach in check([folder])]


@pytest.mark.deep  # make check says it too, and sooner.
def test_the_source_keeps_the_rules() -> None:
    assert check([ROOT / "src"]) == []


@pytest.mark.parametrize("call", ["session.commit()", "await session.rollback()"])
def test_a_commit_in_a_service_is_noticed(tmp_path: Path, call: str) -> None:
    code = f"async def f(session):\n    {call}\n"

    assert breaches(tmp_path, "features/cvs/service.py", code) == ["commit"]


def test_a_commit_with_the_escape_is_let_through(tmp_path: Path) -> None:
    code = "async def f(session):\n    await session.commit()  # rule: own-transaction\n"

    assert breaches(tmp_path, "features/cvs/service.py", code) == []


def test_a_select_on_an_owned_model_is_noticed(tmp_path: Path) -> None:
    code = OWNED_MODEL + "def f():\n    return select(Cv)\n"

    assert breaches(tmp_path, "features/cvs/service.py", code) == ["owned"]


def test_the_owned_statement_of_a_repository_is_let_through(tmp_path: Path) -> None:
    code = (
        OWNED_MODEL
        + "class CvRepository:\n    def __init__(self, w):\n        self._owned = select(Cv).where(w)\n"
    )

    assert breaches(tmp_path, "features/cvs/repository.py", code) == []


def test_an_owned_statement_that_is_made_when_it_is_asked_for_is_let_through(tmp_path: Path) -> None:
    code = (
        OWNED_MODEL
        + "class CvRepository:\n    @cached_property\n"
        + "    def _owned(self):\n        return select(Cv).where(w)\n"
    )

    assert breaches(tmp_path, "features/cvs/repository.py", code) == []


def test_a_route_that_asks_for_nothing_is_noticed(tmp_path: Path) -> None:
    code = '@router.get("/cvs")\nasync def list_cvs():\n    pass\n'

    assert breaches(tmp_path, "features/cvs/api.py", code) == ["guarded"]


@pytest.mark.parametrize("guard", ["requires(Permission.CVS_READ)", "public_route()"])
def test_a_guarded_route_is_let_through(tmp_path: Path, guard: str) -> None:
    code = f'@router.get("/cvs", dependencies=[{guard}])\nasync def list_cvs():\n    pass\n'

    assert breaches(tmp_path, "features/cvs/api.py", code) == []


def test_a_module_name_for_a_guard_is_known(tmp_path: Path) -> None:
    code = 'READ = requires(P)\n@router.get("/cvs", dependencies=[READ])\nasync def list_cvs():\n    pass\n'

    assert breaches(tmp_path, "features/cvs/api.py", code) == []


@pytest.mark.parametrize(
    "statement",
    ["SET ROLE other", "SET app.workspace = 'x'", "select set_config('app.workspace', $1, false)"],
)
def test_a_setting_that_outlasts_its_transaction_is_noticed(tmp_path: Path, statement: str) -> None:
    code = f'QUERY = text("{statement}")\n'

    assert breaches(tmp_path, "infrastructure/postgres/x.py", code) == ["setting"]


@pytest.mark.parametrize(
    "statement", ["SET LOCAL ROLE other", "select set_config('a', cast(b as text), true)", "Set the title."]
)
def test_a_setting_of_the_transaction_is_let_through(tmp_path: Path, statement: str) -> None:
    code = f'QUERY = text("{statement}")\n'

    assert breaches(tmp_path, "infrastructure/postgres/x.py", code) == []


def test_an_annotation_from_a_higher_layer_is_noticed(tmp_path: Path) -> None:
    code = "if TYPE_CHECKING:\n    from candidacy.features.cvs.public import CvText\n"

    assert breaches(tmp_path, "candidacy/domain/review/x.py", code) == ["upward"]


def test_an_annotation_from_a_lower_layer_is_let_through(tmp_path: Path) -> None:
    code = "if TYPE_CHECKING:\n    from candidacy.domain.reading import Document\n"

    assert breaches(tmp_path, "candidacy/infrastructure/x.py", code) == []
