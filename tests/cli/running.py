"""Running commands as a shell does, and in this process where many are run."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

COMMAND = str(Path(sys.executable).with_name("candidacy"))
LINES = [
    "Ada Lovelace",
    "ada@example.org",
    "Experience",
    "Programmer, Analytical Engines Ltd, 2019 - 2023",
    "Wrote services in Python and PostgreSQL for 40 customers",
    "Skills",
    "Python, PostgreSQL",
]
JOB = "Python developer\n\nRequirements\n- 3 years of Python\n- PostgreSQL\n- English\n"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The one JSON value it printed."""
        (line,) = self.out.splitlines()
        return json.loads(line)

    @property
    def values(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


def run(
    *arguments: str | Path, cwd: Path, stdin: str | bytes = "", hash_seed: str = "random", **variables: str
) -> Ended:
    """Run ``candidacy`` in a folder, in a home that is empty."""
    own = {k: v for k, v in os.environ.items() if not k.startswith("CANDIDACY_") and k != "DATABASE_URL"}
    ended = subprocess.run(
        [COMMAND, *map(str, arguments)],
        cwd=cwd,
        env=own | {"CANDIDACY_HOME": str(cwd / "home"), "PYTHONHASHSEED": hash_seed} | variables,
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def call(capfd: pytest.CaptureFixture[str], arguments: Sequence[str | Path], stdin: str = "") -> Ended:
    """The same in this process, which has the taxonomy loaded already."""
    from candidacy.entrypoints.cli.main import app

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        with pytest.raises(SystemExit) as ended:
            app([str(argument) for argument in arguments])
    out, err = capfd.readouterr()
    return Ended(int(ended.value.code or 0), out, err)
