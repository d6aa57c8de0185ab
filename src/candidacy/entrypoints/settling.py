"""What a process does once it has started: it gives back the memory that only the start needed."""

import ctypes
import gc


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
