import subprocess
import sys

import pytest

_CONFINED = """
from candidacy.infrastructure.sandbox.limits import Limits, confine
import os, socket, sys
sys.stderr = open(os.devnull, "w")
confine(Limits(memory=100 << 20, cpu_seconds=1, wall_seconds=1.5))
"""


def _run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _CONFINED + code], capture_output=True, text=True, timeout=30, check=False
    )


@pytest.mark.skipif(sys.platform != "linux", reason="system call filters are Linux's")
@pytest.mark.parametrize(
    "call",
    [
        "socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
        "socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.mkdir('/tmp/candidacy-sandbox-test')",
        "os.unlink('/tmp/candidacy-sandbox-test')",
    ],
)
def test_a_confined_process_reaches_neither_network_nor_programs_nor_files(call: str) -> None:
    done = _run(f"try:\n    {call}\nexcept PermissionError:\n    print('refused')\n")

    assert done.stdout == "refused\n"


def test_a_confined_process_cannot_write_a_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("sandbox") / "file"

    _run(f"open({str(path)!r}, 'w').write('x' * 100)\n")

    assert not path.exists() or path.stat().st_size == 0


@pytest.mark.skipif(sys.platform != "linux", reason="macOS does not enforce the limit of address space")
def test_a_confined_process_gets_no_more_memory_than_its_limit() -> None:
    done = _run("try:\n    bytes(200 << 20)\nexcept MemoryError:\n    print('refused')\n")

    assert done.stdout == "refused\n"


@pytest.mark.parametrize("loop", ["while True: pass", "import time; time.sleep(20)"])
def test_a_confined_process_ends_when_its_time_is_up(loop: str) -> None:
    done = _run(loop)

    assert done.returncode < 0
