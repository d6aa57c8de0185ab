"""Tokens, codes and addresses in the form in which they are kept and compared."""

import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from candidacy.kernel.errors import Invalid
from candidacy.kernel.language import sentence

KEY_PREFIX = "cp_live_"
_KEY = re.compile(r"cp_live_([a-z0-9]{8})_([A-Za-z0-9]{32})")
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
RECOVERY_CODES = 10


class BadEmail(Invalid):
    """This is not an e-mail address. Write it like name@example.org."""

    code = "bad_email"


def email_address(text: str) -> str:
    """The address in lower case, the form in which it is kept. Raises BadEmail."""
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError as exc:
        raise BadEmail from exc


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class NewKey:
    """An API key as it is shown once, and its beginning, by which it is known afterwards."""

    secret: str
    prefix: str


def new_api_key() -> NewKey:
    name = "".join(secrets.choice(_LETTERS) for _ in range(8))
    secret = "".join(secrets.choice(_ALPHABET) for _ in range(32))
    return NewKey(f"{KEY_PREFIX}{name}_{secret}", KEY_PREFIX + name)


# What a proxy adds: a request that came through one was not made on this machine.
_PROXIED = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"})


def is_proxied(headers: Iterable[str]) -> bool:
    """Whether a request came through a proxy, by the names of its headers in lower case."""
    return not _PROXIED.isdisjoint(headers)


def is_api_key(text: str) -> bool:
    return _KEY.fullmatch(text) is not None


def new_recovery_codes() -> list[str]:
    """Ten codes of 50 bits, to be written down: ``k3vx2-9mq7d``."""
    return ["-".join(_letters(5) for _ in range(2)) for _ in range(RECOVERY_CODES)]


def _letters(count: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(count))


def recovery_code(typed: str) -> str | None:
    """The recovery code in what somebody typed, or None when it is none."""
    plain = re.sub(r"[\s-]", "", typed).lower()
    return f"{plain[:5]}-{plain[5:]}" if re.fullmatch(rf"[{_LETTERS}]{{10}}", plain) else None


def totp_code(typed: str) -> str | None:
    """The six digits in what somebody typed, or None."""
    plain = re.sub(r"[\s-]", "", typed)
    return plain if re.fullmatch(r"[0-9]{6}", plain) else None


_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"))
_SYSTEMS_AFTER = (("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"))
_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)


def device_name(user_agent: str) -> str:
    """A device as its owner would call it: ``Firefox on Linux``; for a program its own name."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), None)
    system = next((name for mark, name in _SYSTEMS + _SYSTEMS_AFTER if mark in user_agent), None)
    if browser is None:
        printable = "".join(c for c in user_agent if c.isprintable()).strip()
        return printable.split(" ")[0][:80] or sentence("Unknown device")
    return f"{browser} on {system}" if system else browser


def local_path(target: str | None, default: str = "/") -> str:
    """Where to go after signing in: a path of this site, or ``default`` for anything else."""
    if target is None or len(target) > 2_000 or not re.fullmatch(r"/(?![/\\])[!-\[\]-~]*", target):
        return default
    return target
