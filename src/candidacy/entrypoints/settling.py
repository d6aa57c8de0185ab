"""What keeps a process small that stays: what is never used is left out, what the start needed given back."""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def doing_without(*libraries: str) -> Iterator[None]:
    """Let what is imported in the block do without libraries that it would take if they are there.

    structlog and httpx take rich and pygments for tracebacks and tables in colours, 7 MB for what a service
    never prints.
    """
    left_out = [name for name in libraries if name not in sys.modules]
    sys.modules.update(dict.fromkeys(left_out))  # type: ignore[arg-type] # Python's way to say that there is none.
    try:
        yield
    finally:
        for name in left_out:
            del sys.modules[name]


def settle() -> None:
    """Collect what the start left, spare collections what stays for good, and shrink the heap.

    The C library keeps freed memory for itself otherwise: some 10 MB of a web process. Where it has no
    ``malloc_trim``, which is glibc's, nothing is given back.
    """
    gc.collect()
    gc.freeze()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
