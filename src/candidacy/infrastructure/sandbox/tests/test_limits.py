import subprocess
import sys

import pytest

_CONFINED = """
from candidacy.infrastructure.sandbox.limits import Limits, confine
import os, socket, sys
sys.stderr = open(os.devnull, "w")
confine(Limits(memory=100 << 20, cpu_seconds=1, wall_seconds=1.5))
"""

_CONFINED_FOR_SEVERAL = _CONFINED.replace("confine(", "allowance = confine(").replace(
    "wall_seconds=1.5)", "wall_seconds=30), documents=4"
)


def _run(*code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "".join(code)], capture_output=True, text=True, timeout=30, check=False
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
    done = _run(_CONFINED, f"try:\n    {call}\nexcept PermissionError:\n    print('refused')\n")

    assert done.stdout == "refused\n"


def test_a_confined_process_cannot_write_a_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("sandbox") / "file"

    _run(_CONFINED, f"open({str(path)!r}, 'w').write('x' * 100)\n")

    assert not path.exists() or path.stat().st_size == 0


@pytest.mark.skipif(sys.platform != "linux", reason="macOS does not enforce the limit of address space")
def test_a_confined_process_gets_no_more_memory_than_its_limit() -> None:
    done = _run(_CONFINED, "try:\n    bytes(200 << 20)\nexcept MemoryError:\n    print('refused')\n")

    assert done.stdout == "refused\n"


@pytest.mark.parametrize("loop", ["while True: pass", "import time; time.sleep(20)"])
def test_a_confined_process_ends_when_its_time_is_up(loop: str) -> None:
    done = _run(_CONFINED, loop)

    assert done.returncode < 0


@pytest.mark.deep
def test_each_of_several_documents_gets_the_whole_time() -> None:
    burn = "import time\ndef burn(until):\n    while time.process_time() < until: pass\n"
    spend = "for turn in (1, 2):\n    burn(time.process_time() + 0.6)\n    allowance.renew()\n"

    done = _run(_CONFINED_FOR_SEVERAL, burn + spend + "print('alive')\n")

    assert done.stdout == "alive\n"


@pytest.mark.deep
def test_a_process_cannot_renew_its_time_without_end() -> None:
    done = _run(_CONFINED_FOR_SEVERAL, "while True:\n    allowance.renew()\n    sum(range(100_000))\n")

    assert done.returncode < 0


@pytest.mark.skipif(sys.platform != "linux", reason="the address space is read from /proc")
def test_a_process_that_has_grown_says_that_it_is_spent() -> None:
    done = _run(
        _CONFINED_FOR_SEVERAL,
        "print(allowance.is_spent)\nkept = bytes(60 << 20)\nprint(allowance.is_spent)\n",
    )

    assert done.stdout == "False\nTrue\n"


def test_the_clock_stands_still_between_two_documents() -> None:
    done = _run(
        _CONFINED_FOR_SEVERAL,
        "import signal\nallowance.rest()\nprint(signal.getitimer(signal.ITIMER_REAL)[0])\n"
        "allowance.renew()\nprint(signal.getitimer(signal.ITIMER_REAL)[0] > 20)\n",
    )

    assert done.stdout == "0.0\nTrue\n"
