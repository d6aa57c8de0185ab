"""Running a program that looks at pictures: limited in time and memory, without network."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict

from candidacy.infrastructure.sandbox import Limits, RecognitionFailed

LIMITS = Limits(memory=2 << 30, cpu_seconds=60, wall_seconds=60.0, open_files=256)
"""Of one page."""
_GRACE = 5.0

# Isolated mode takes no paths from the environment, so the process is told where the code is.
_BOOT = (
    "import json,os,sys;boot=json.loads(sys.argv[1]);sys.path[:]=boot['path'];"
    "from candidacy.infrastructure.sandbox.limits import Limits,confine;"
    "confine(Limits(**boot['limits']),programs=True);"
    "os.execv(boot['command'][0],boot['command'])"
)
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"}
"""One thread: several make a page hardly faster, and several pages at once much slower."""


def run_confined(command: Sequence[str], data: bytes) -> bytes:
    """What the command prints when it is given ``data``. Raises RecognitionFailed."""
    boot = {
        "path": [entry for entry in sys.path if entry],
        "limits": asdict(LIMITS),
        "command": list(command),
    }
    try:
        done = subprocess.run(  # noqa: S603 -- our own interpreter, and a program found on this machine.
            [sys.executable, "-I", "-X", "utf8", "-c", _BOOT, json.dumps(boot)],
            input=data,
            capture_output=True,
            env=_ENVIRONMENT,
            timeout=LIMITS.wall_seconds + _GRACE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RecognitionFailed from error
    if done.returncode != 0:
        raise RecognitionFailed(f"exit status {done.returncode}")
    return done.stdout
