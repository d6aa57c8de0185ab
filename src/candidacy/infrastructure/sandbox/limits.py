"""What a child that reads a document may use: memory, time, files, and no network.

Memory, CPU and file limits are POSIX and hold on Linux and macOS (macOS does not enforce the limit of
address space; the time limits hold there). On Linux the child also gives up new privileges, and a system
call filter takes sockets, new processes and changes of the file system from it. Other systems have no
filter that an ordinary process may set: there the child can open a socket.
"""

import ctypes
import math
import os
import resource
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_ALLOW = 0x7FFF0000
_DENY = 0x00050000 | 1
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4

# Of each machine: its name for the kernel's audit, and the numbers of socket, connect, bind, listen,
# socketpair, accept, accept4, ptrace, io_uring_setup, unlink, unlinkat, rename, renameat, renameat2, mkdir,
# mkdirat, truncate, chmod, fchmodat, link, linkat, symlink, symlinkat (where the machine has them).
_FORBIDDEN: dict[str, tuple[int, tuple[int, ...]]] = {
    "x86_64": (
        0xC000003E,
        (
            41, 42, 49, 50, 53, 43, 288, 101, 425, 87, 263, 82, 264, 316, 83, 258, 76, 90, 268, 86, 265, 88,
            266,
        ),
    ),
    "aarch64": (
        0xC00000B7,
        (198, 203, 200, 201, 199, 202, 242, 117, 425, 35, 38, 276, 34, 45, 53, 37, 36),
    ),
}  # fmt: skip
# clone, clone3, fork, vfork, execve, execveat.
_TURNS, _SPARE = 3, 4
_TOLERANCE = 0.25
"""Seconds that a process may have used and still count as a fresh one."""
_PROGRAMS = {"x86_64": (56, 435, 57, 58, 59, 322), "aarch64": (220, 435, 221, 281)}


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one reading."""

    memory: int = 1 << 30
    """Bytes of address space beyond what the process has before it sees the document."""
    cpu_seconds: int = 4
    wall_seconds: float = 20.0
    """Longer than the processor's time, because a busy machine gives that in slices."""
    open_files: int = 64


def confine(limits: Limits, *, programs: bool = False, documents: int = 1) -> "Allowance":
    """Bind the running process to the limits; there is no way back.

    With ``programs`` it may still become another program, which the limits then bind. A process that is to
    read several documents is bound by what it returns.
    """
    allowance = Allowance(limits, documents)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, limits.open_files)
    allowance.renew()
    if sys.platform == "linux":
        _without_privileges(programs=programs)
    return allowance


class Allowance:
    """The time and memory of a confined process: the whole of the limits for each document that it reads.

    The process cannot renew them without end: for all its documents together it gets three times the
    processor's time of one, and a quarter more memory.
    """

    def __init__(self, limits: Limits, documents: int) -> None:
        self._limits = limits
        seconds = limits.cpu_seconds if documents == 1 else _TURNS * limits.cpu_seconds
        spare = 0 if documents == 1 else limits.memory // _SPARE
        self._seconds = _seconds_used() + seconds
        self._memory = _address_space() + limits.memory + spare

    def renew(self) -> None:
        """Give the next document its time and memory."""
        limits = self._limits
        signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds)
        _limit(
            resource.RLIMIT_CPU, min(_seconds_used() + limits.cpu_seconds, self._seconds), self._seconds + 1
        )
        _limit(resource.RLIMIT_AS, min(_address_space() + limits.memory, self._memory), self._memory)

    def rest(self) -> None:
        """Stop the clock between two documents."""
        signal.setitimer(signal.ITIMER_REAL, 0)

    @property
    def is_spent(self) -> bool:
        """Whether another document could not have all that the limits promise it."""
        return (
            _seconds_used() + self._limits.cpu_seconds > self._seconds
            or _address_space() + self._limits.memory > self._memory
        )


def _seconds_used() -> int:
    """The processor's time of this process so far in whole seconds, as the kernel counts its limit."""
    return max(0, math.ceil(time.process_time() - _TOLERANCE))


def _limit(which: int, soft: int, hard: int | None = None) -> None:
    """Lower a limit; never above the hard limit that the process already has."""
    _, ceiling = resource.getrlimit(which)
    wanted = soft if hard is None else hard
    if ceiling != resource.RLIM_INFINITY:
        soft, wanted = min(soft, ceiling), min(wanted, ceiling)
    try:
        resource.setrlimit(which, (soft, wanted))
    except (ValueError, OSError):
        # macOS refuses some bounds of address space; the time limits still end a greedy reading.
        if which != resource.RLIMIT_AS:
            raise


def _address_space() -> int:
    """The address space in use: the program, its libraries and what they have set aside."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError):
        return 1 << 30
    return pages * os.sysconf("SC_PAGE_SIZE")


class _Instruction(ctypes.Structure):
    """One step of a system call filter (``struct sock_filter``)."""

    _fields_ = (
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint),
    )


class _Program(ctypes.Structure):
    """A system call filter (``struct sock_fprog``)."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Instruction)))


def _without_privileges(*, programs: bool) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return
    machine = os.uname().machine
    if machine not in _FORBIDDEN:
        return
    architecture, forbidden = _FORBIDDEN[machine]
    steps = _filter(architecture, forbidden if programs else forbidden + _PROGRAMS[machine])
    program = _Program(len(steps), (_Instruction * len(steps))(*steps))
    # A kernel built without filters says no; the other limits hold all the same.
    libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)


def _filter(architecture: int, forbidden: tuple[int, ...]) -> list[_Instruction]:
    """Refuse the forbidden calls and every call in another architecture's numbering; allow the rest."""
    checks = [
        _Instruction(_JUMP_IF_EQUAL, len(forbidden) - index, 0, number)
        for index, number in enumerate(forbidden)
    ]
    return [
        _Instruction(_LOAD, 0, 0, _ARCHITECTURE_AT),
        _Instruction(_JUMP_IF_EQUAL, 1, 0, architecture),
        _Instruction(_RETURN, 0, 0, _DENY),
        _Instruction(_LOAD, 0, 0, _NUMBER_AT),
        *checks,
        _Instruction(_RETURN, 0, 0, _ALLOW),
        _Instruction(_RETURN, 0, 0, _DENY),
    ]
