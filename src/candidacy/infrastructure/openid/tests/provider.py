"""An OpenID provider on the loopback that does what a test tells it to."""

import asyncio
import base64
import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlparse

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey


@cache
def own_key() -> RSAKey:
    """The provider's key; it takes long to make."""
    return new_key()


def new_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "one"}, auto_kid=False)


class Provider:
    """Issues one code for each sign-in that a browser is sent to it for; each code is good once."""

    def __init__(self) -> None:
        self.issuer = ""
        self.key = own_key()
        self.claims: dict[str, Any] = {"sub": "ada", "email": "ada@example.org", "email_verified": True}
        self.changes: dict[str, Any] = {}
        self.about_changes: dict[str, Any] = {}
        self.now = 0
        self.signer: RSAKey | OctKey = self.key
        self.algorithm = "RS256"
        self._codes: dict[str, dict[str, str]] = {}

    def visit(self, address: str) -> dict[str, str]:
        """What a browser comes back with that was sent to ``address``, once the person agreed."""
        query = {k: v[0] for k, v in parse_qs(urlparse(address).query).items()}
        code = f"code-{len(self._codes)}"
        self._codes[code] = query
        return {"code": code, "state": query["state"], "iss": self.issuer}

    def answer(self, path: str, form: dict[str, str]) -> dict[str, Any] | None:
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "authorization_response_iss_parameter_supported": True,
                **self.about_changes,
            }
        if path == "/keys":
            return {"keys": [self.key.as_dict(private=False)]}
        return self._token(form) if path == "/token" else None

    def _token(self, form: dict[str, str]) -> dict[str, Any] | None:
        asked = self._codes.pop(form.get("code", ""), None)
        if asked is None or asked["redirect_uri"] != form["redirect_uri"]:
            return None
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != asked["code_challenge"]:
            return None
        claims = {
            "iss": self.issuer,
            "aud": asked["client_id"],
            "nonce": asked["nonce"],
            "exp": self.now + 60,
            **self.claims,
            **self.changes,
        }
        claims = {k: v for k, v in claims.items() if v is not None}
        header = {"alg": self.algorithm, "kid": "one"}
        return {"id_token": jwt.encode(header, claims, self.signer, algorithms=[self.algorithm])}


async def _serve(provider: Provider, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = next(
        (int(h.split(":")[1]) for h in head.splitlines() if h.lower().startswith("content-length")), 0
    )
    body = (await reader.readexactly(length)).decode()
    form = {k: v[0] for k, v in parse_qs(body).items()}
    answer = provider.answer(head.split()[1], form)
    data = json.dumps(answer or {"error": "refused"}).encode()
    status = "200 OK" if answer is not None else "400 Bad Request"
    start = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n"
    writer.write(start.encode() + b"Connection: close\r\n\r\n" + data)
    await writer.drain()
    writer.close()
    await writer.wait_closed()


@asynccontextmanager
async def running_provider(now: int) -> AsyncIterator[Provider]:
    provider = Provider()
    provider.now = now
    server = await asyncio.start_server(lambda r, w: _serve(provider, r, w), "127.0.0.1", 0)
    async with server:
        provider.issuer = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield provider
