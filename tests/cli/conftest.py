from collections.abc import Callable
from pathlib import Path

import pytest

from candidacy.domain.reading.tests.making import column, docx, paragraph, pdf
from tests.cli.running import JOB, LINES, Ended, call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one CV in each format, a posting, and a file that is none."""
    (tmp_path / "cv.pdf").write_bytes(pdf(column(50, 60, LINES)))
    (tmp_path / "cv.docx").write_bytes(docx("".join(paragraph(line) for line in LINES)))
    (tmp_path / "cv.txt").write_text("\n".join(LINES))
    (tmp_path / "cv.md").write_text("# Ada Lovelace\n\n" + "\n\n".join(LINES[1:]))
    (tmp_path / "job.txt").write_text(JOB)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    return tmp_path


@pytest.fixture
def candidacy(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Ended]:
    """Runs a command in the folder and in this process: starting one takes longer than most commands."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CANDIDACY_HOME", str(folder / "home"))

    def command(*arguments: str, stdin: str = "") -> Ended:
        return call(capfd, arguments, stdin)

    return command
