"""Signed tokens (JWT, HS256) that are accepted for one use only, and never on their own header's word."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from candidacy.infrastructure.crypto.keyring import Keyring
from candidacy.kernel.errors import Unauthenticated

ISSUER = "candidacy"
_ALGORITHM = "HS256"
_HEADER = frozenset({"alg", "typ", "kid"})
_LONGEST = 4_000
_REMEMBERED = 1024
"""Tokens whose signature is not worked out again: a kilobyte each."""
_SKEW = 60
"""Seconds that the clocks of two replicas may be apart: a token made at one is good at the other at once."""


class BadToken(Unauthenticated):
    """This token is not valid, or not any more. Sign in again."""

    code = "bad_token"


class Signer:
    """Makes and reads the tokens of one use: ``typ`` in the header and ``aud`` in the claims both name it."""

    def __init__(self, keyring: Keyring, use: str) -> None:
        self._use, self._typ = use, f"{use}+jwt"
        self._keys = {_name(key): OctKey.import_key(key) for key in keyring.keys(f"jwt/{use}")}
        self._newest = next(iter(self._keys))
        # What is signed does not change: of a token that comes with each request only the times are new.
        self._opened = lru_cache(maxsize=_REMEMBERED)(self._open)

    def sign(self, claims: Mapping[str, Any], *, now: datetime, lifetime: timedelta) -> str:
        moment = int(now.timestamp())
        times = {"iat": moment, "nbf": moment, "exp": moment + int(lifetime.total_seconds())}
        header = {"alg": _ALGORITHM, "typ": self._typ, "kid": self._newest}
        body = {**claims, **times, "iss": ISSUER, "aud": self._use}
        return jwt.encode(header, body, self._keys[self._newest], algorithms=[_ALGORITHM])

    def read(self, token: str, *, now: datetime) -> dict[str, Any]:
        """The claims of a token. Raises BadToken for any that is not ours, for this use, and valid now."""
        if len(token) > _LONGEST:
            raise BadToken
        header, claims = self._opened(token)
        self._require(header, claims, now)
        return dict(claims)

    def _open(self, token: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """Header and claims of a token that one of our keys has signed."""
        try:
            read = jwt.decode(token, self._key_of, algorithms=[_ALGORITHM])
        except (JoseError, ValueError, TypeError) as exc:
            raise BadToken from exc
        return read.header, read.claims

    def _key_of(self, token: Any) -> OctKey:
        key = self._keys.get(str(token.headers().get("kid")))
        if key is None:
            raise BadToken
        return key

    def _require(self, header: Mapping[str, Any], claims: Mapping[str, Any], now: datetime) -> None:
        named = (claims.get("iss"), claims.get("aud"), header.get("typ"))
        if set(header) != _HEADER or named != (ISSUER, self._use, self._typ):
            raise BadToken
        begins, ends = claims.get("nbf"), claims.get("exp")
        if type(begins) is not int or type(ends) is not int or not begins - _SKEW <= now.timestamp() < ends:
            raise BadToken


def _name(key: bytes) -> str:
    """The name of a key in a token's header."""
    return hashlib.sha256(b"name" + key).hexdigest()[:12]
