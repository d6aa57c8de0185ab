"""The code of the how-to runs as it is written, against a running service."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.serving import running

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "use-the-python-client.md"
CV = (
    "# Ada Lovelace\n\nData Engineer\n\n## Experience\n\n### Data Engineer, Engines\nJan 2019 – Present\n\n"
    "- Built Python pipelines.\n"
)
POSTING = "Data Engineer\nEngines, Lyon\n\nWhat you bring\n- 3+ years of Python\n- SQL\n"


@pytest.mark.deep
def test_ui_003_the_code_of_the_how_to_runs(tmp_path: Path) -> None:
    code = "\n".join(re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))
    (tmp_path / "cv.md").write_text(CV)
    (tmp_path / "posting.txt").write_text(POSTING)

    with running() as server:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env=os.environ | {"CANDIDACY_URL": server.url},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    assert done.returncode == 0, done.stderr
    assert "cv_not_found" in done.stdout
