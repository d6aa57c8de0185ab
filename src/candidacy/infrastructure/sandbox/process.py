"""The running zygote: how it is started, told to fork, and ended."""

import json
import logging
import os
import socket
import subprocess
import sys
import threading
from dataclasses import asdict

from candidacy.infrastructure.sandbox import wire
from candidacy.infrastructure.sandbox.limits import Limits

logger = logging.getLogger(__name__)

# Isolated mode takes no paths from the environment, so the zygote is told where the code is.
_BOOT = (
    "import json,sys;boot=json.loads(sys.argv[1]);sys.path[:]=boot['path'];"
    "from candidacy.infrastructure.sandbox.zygote import main;"
    "from candidacy.infrastructure.sandbox.limits import Limits;"
    "main(boot['control'],Limits(**boot['limits']),preload=boot['preload'])"
)
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""The only variables of the child: without them a library starts threads, and forking needs one thread."""
GRACE = 5.0


class ZygoteProcess:
    """A zygote and the control socket to it."""

    def __init__(self, limits: Limits, *, preload: bool) -> None:
        self._owner = os.getpid()
        self._control, theirs = socket.socketpair()
        boot = {
            "control": theirs.fileno(),
            "path": [entry for entry in sys.path if entry],
            "limits": asdict(limits),
            "preload": preload,
        }
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 -- our own interpreter and code.
                [sys.executable, "-I", "-X", "utf8", "-c", _BOOT, json.dumps(boot)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=_ENVIRONMENT,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._sending = threading.Lock()

    @property
    def process_id(self) -> int:
        return self._process.pid

    @property
    def is_ours(self) -> bool:
        """Whether it was started by this process (not before a fork) and still runs."""
        return self._owner == os.getpid() and self._process.poll() is None

    def new_child(self, documents: int = 1) -> socket.socket:
        """Have the zygote fork a child for so many documents; returns the socket to it."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                with self._sending:
                    socket.send_fds(self._control, [wire.message(wire.READ, documents)], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        return ours

    def kill(self, child: int) -> None:
        """Have the zygote end a child; it knows whether the number is still that child's."""
        if child:
            try:
                with self._sending:
                    self._control.sendall(wire.message(wire.KILL, child))
            except OSError:
                logger.warning("the zygote was gone before a child could be ended")

    def end(self) -> None:
        """Close the control socket: the zygote then ends its children and itself."""
        self._control.close()
        if self._owner != os.getpid():
            return
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
