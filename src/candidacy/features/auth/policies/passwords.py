"""Which passwords are taken (NIST SP 800-63B-4): long enough, not common, not made of what others know."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

from candidacy.features.auth.errors import WeakPassword

SHORTEST, LONGEST = 8, 128
"""In characters, after normalisation."""

_LOOKALIKE = str.maketrans("013457@$!", "oleastasi")
_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertzuiopasdfghjklyxcvbnm",
    "qwertyuiopasdfghjklzxcvbnm",
)
_LEAST_VARIETY = 4
_LEAST_CONTEXT = 4
_LEAST_OWN = 4
_LONG_NUMBER = 16


def normalized(password: str) -> str:
    """The form that is hashed: NFC, and nothing cut off."""
    return unicodedata.normalize("NFC", password)


def accept(password: str, *, context: Iterable[str] = ()) -> str:
    """The password in the form that is hashed.

    Args:
        password: as it was typed.
        context: what others know of the person: names, addresses, the name of the service.

    Raises:
        WeakPassword: that says what is wrong with it.
    """
    password = normalized(password)
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPassword(
            f"A password has {SHORTEST} to {LONGEST} characters; this one has {len(password)}."
        )
    if "\0" in password or any("\ud800" <= c <= "\udfff" for c in password):
        raise WeakPassword("A password cannot hold this character. Leave it out.")
    plain = password.casefold()
    if len(set(plain)) < _LEAST_VARIETY or _is_run(plain):
        raise WeakPassword("This password repeats itself or follows the keys. Choose another one.")
    if _is_common(plain):
        raise WeakPassword("This is a password that many people use. Choose another one.")
    if _is_known(plain, context):
        raise WeakPassword("This password is made of your name or address. Choose another one.")
    return password


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """What many passwords are made of, in lower case."""
    file = resources.files("candidacy.features.auth.policies") / "common_words.txt"
    return frozenset(
        line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )


def _is_run(plain: str) -> bool:
    """Whether it walks along the alphabet, the digits or the keys, either way."""
    return any(plain in run * 3 or plain in run[::-1] * 3 for run in _RUNS)


def _cores(plain: str) -> set[str]:
    """``plain`` without the digits and signs around it, and with letters for their lookalikes."""
    bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
    return {plain, bare, plain.translate(_LOOKALIKE), bare.translate(_LOOKALIKE)}


def _is_common(plain: str) -> bool:
    """Whether it is common words and little else: with their letters gone, fewer than four are its own."""
    if len(plain) < _LONG_NUMBER and not plain.strip("0123456789.-/ "):
        return True  # A date, a telephone number.
    return any(_without_common(core) for core in _cores(plain))


def _without_common(core: str) -> bool:
    """Whether ``core`` is one common word, twice one, or two of them, with at most a few characters more."""
    words = common_words()
    pieces = [(core[:n], core[n:]) for n in range(len(core) + 1)]
    return any(
        head in words and (tail in words or len(tail) < _LEAST_OWN or tail == head) for head, tail in pieces
    )


def _is_known(plain: str, context: Iterable[str]) -> bool:
    """Whether it is one of the words of ``context`` with fewer than four characters of its own."""
    words = {w for phrase in context for w in re.split(r"[\W_]+", phrase.casefold())}
    words |= {re.sub(r"[\W_]+", "", phrase.casefold()) for phrase in context}
    cores = _cores(plain) | {re.sub(r"[\W_]+", "", plain)}
    known = [w for w in words if len(w) >= _LEAST_CONTEXT]
    return any(w in core and len(core.replace(w, "")) < _LEAST_OWN for w in known for core in cores)
