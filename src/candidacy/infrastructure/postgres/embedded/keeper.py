"""Stops the server when the last process that holds it is gone, however that process ended.

The keeper waits for the exclusive lock on the file of which each user of the server holds a shared lock:
the kernel gives it out when no user is left, killed or not. It is a process of its own that runs this
file alone, ``python -I -S keeper.py PLACE``, so this module imports the standard library only.
"""

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

HOLDERS = "holders.lock"
KEEPER = "keeper.lock"
RUNNING = "running.lock"
DATA = Path("server", "data")

_PATIENCE = 60.0
_POLL = 0.01


def open_lock(path: Path) -> int:
    """A descriptor of a lock file, made when missing; the caller closes it."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def try_lock(descriptor: int, kind: int = fcntl.LOCK_EX) -> bool:
    """Take the lock if it is to be had at once."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_locked(path: Path) -> bool:
    """Whether some process holds a lock on the file."""
    descriptor = open_lock(path)
    try:
        return not try_lock(descriptor)
    finally:
        os.close(descriptor)


def is_running(place: Path) -> bool:
    """Whether any process of the server lives: all inherit a locked file, which no PID can feign."""
    return is_locked(place / RUNNING)


def postmaster_pid(place: Path) -> int | None:
    """The PID of the server's first process, if the one that stands in its file is truly it."""
    data = place / DATA
    try:
        pid = int((data / "postmaster.pid").read_text(encoding="ascii").split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if _works_in(pid, data) else None


def _works_in(pid: int, data: Path) -> bool:
    if Path("/proc/self/cwd").exists():
        try:
            return Path(f"/proc/{pid}/cwd").samefile(data)
        except OSError:
            return False
    listing = ["/bin/ps", "-o", "command=", "-p", str(pid)]
    shown = subprocess.run(listing, capture_output=True, text=True, check=False)  # noqa: S603 - Only a number.
    return str(data) in shown.stdout


def stop_server(place: Path) -> None:
    """End the server and wait for the end: fast, and after a minute at once, to recover at its next start.

    One that was just launched, and has not yet written down its PID, is waited for.
    """
    for kind in (signal.SIGINT, signal.SIGQUIT):
        deadline, told = time.monotonic() + _PATIENCE, False
        while is_running(place) and time.monotonic() < deadline:
            told = told or _tell(place, kind)
            time.sleep(_POLL)


def _tell(place: Path, kind: signal.Signals) -> bool:
    pid = postmaster_pid(place)
    if pid is None:
        return False
    try:
        os.kill(pid, kind)
    except ProcessLookupError:
        return False
    return True


def keep(place: Path) -> None:
    """Wait until nobody holds the server, then stop it."""
    own = open_lock(place / KEEPER)
    if not try_lock(own):
        return
    holders = open_lock(place / HOLDERS)
    fcntl.flock(holders, fcntl.LOCK_EX)
    stop_server(place)
    # A keeper that is about to leave must not look like one that stays: its own lock goes first.
    os.close(own)
    os.close(holders)


def main() -> None:
    """Leave the caller's process tree, then keep."""
    if os.fork():
        os._exit(0)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    keep(Path(sys.argv[1]))
    os._exit(0)


if __name__ == "__main__":
    main()
