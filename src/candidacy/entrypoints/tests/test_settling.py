import subprocess
import sys
from pathlib import Path

import pytest

from candidacy.entrypoints.settling import doing_without

NOT_AT_THE_START = (
    "icalendar",
    "jsonschema_rs",
    "numpy",
    "obstore",
    "pygments",
    "rapidfuzz",
    "redis",
    "rich",
    "typst",
    "xlsxwriter",
)

START = f"""
import sys
from pathlib import Path
from candidacy.entrypoints.settling import doing_without

with doing_without("pygments", "rich"):
    from candidacy.domain.skills import load_seed
    from candidacy.entrypoints.cli import operate
    from candidacy.entrypoints.serving import create_app
    from candidacy.entrypoints.settings import Settings
    from candidacy.entrypoints.wiring import assemble, create_engine, create_sessionmaker
    from candidacy.infrastructure.sandbox import DocumentReader
    from candidacy.infrastructure.storage import open_storage
    from candidacy.kernel.clock import SystemClock

    url, home = "postgresql://127.0.0.1:1/nobody", Path(sys.argv[1])
    settings = Settings(home=home)
    assemble(
        settings,
        url=url,
        sessions=create_sessionmaker(create_engine(url)),
        reader=DocumentReader(),
        storage=open_storage(settings.storage, home / "files"),
        clock=SystemClock(),
    )
    create_app(settings)
    print(*[name for name in {NOT_AT_THE_START} if sys.modules.get(name)])
    print(*vars(load_seed()).keys() & {{"concepts"}})
"""


def test_a_web_process_starts_without_what_only_some_requests_need(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path)], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == []


def test_a_library_that_is_left_out_is_there_again_afterwards() -> None:
    sys.modules.pop("this", None)

    with doing_without("this", "sys"), pytest.raises(ModuleNotFoundError):
        import this  # noqa: F401

    assert "this" not in sys.modules
    assert sys.modules["sys"] is sys
