"""The authorization code flow with PKCE; every answer is checked before a word of it is believed."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from candidacy.infrastructure.openid.settings import OpenIdSettings
from candidacy.kernel.errors import Invalid, UpstreamFailed

# Signatures only; a shared secret as key would make our own client secret a way in.
_ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA", "Ed25519"]
_LEEWAY = 60
_REMEMBERED = timedelta(hours=1)


class OpenIdFailed(UpstreamFailed):
    """The other service gave no usable answer. Try again, or sign in with a password."""

    code = "openid_failed"


class OpenIdRefused(Invalid):
    """This sign-in was not begun here, or the other service did not vouch for it. Begin again."""

    code = "openid_refused"


@dataclass(frozen=True, slots=True)
class Begun:
    """What a browser keeps for us, sealed, until it comes back."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Claims:
    """Whom the provider vouches for. The address is set only where the provider has verified it."""

    issuer: str
    subject: str
    email: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class _Provider:
    authorization: str
    token: str
    keys: KeySet
    names_itself: bool
    read_at: datetime


class OpenIdClient:
    """Talks to one provider. What it says of itself is read again after an hour."""

    def __init__(self, settings: OpenIdSettings, redirect_uri: str) -> None:
        if settings.issuer is None:
            raise ValueError("OpenIdClient needs an issuer.")
        self._settings, self.issuer, self._redirect_uri = settings, settings.issuer, redirect_uri
        self._known: _Provider | None = None

    @property
    def label(self) -> str:
        return self._settings.label

    async def begin(self, now: datetime) -> tuple[str, Begun]:
        """The address to send the browser to, and what to keep until it comes back. Raises OpenIdFailed."""
        provider = await self._provider(now)
        begun = Begun(*(secrets.token_urlsafe(32) for _ in range(3)))
        digest = hashlib.sha256(begun.verifier.encode()).digest()
        query = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": self._redirect_uri,
            "scope": "openid email profile",
            "state": begun.state,
            "nonce": begun.nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        joint = "&" if "?" in provider.authorization else "?"
        return provider.authorization + joint + urlencode(query), begun

    async def finish(self, begun: Begun, answer: Mapping[str, str], now: datetime) -> Claims:
        """Whom the provider vouches for, from the query that the browser came back with.

        Raises:
            OpenIdRefused: for an answer to another question, or of another provider, and for any token that
                is not the provider's, for us, for this sign-in, and valid now.
            OpenIdFailed: when the provider cannot be asked.
        """
        if not hmac.compare_digest(answer.get("state", "").encode(), begun.state.encode()):
            raise OpenIdRefused
        provider = await self._provider(now)
        named = answer.get("iss")
        if (named is None and provider.names_itself) or named not in {None, self.issuer}:
            raise OpenIdRefused
        if "code" not in answer:
            raise OpenIdRefused
        token = await self._exchange(provider, answer["code"], begun)
        return self._claims(provider, token, begun, now)

    async def _exchange(self, provider: _Provider, code: str, begun: Begun) -> str:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect_uri,
            "client_id": self._settings.client_id,
            "code_verifier": begun.verifier,
        }
        if self._settings.client_secret is not None:
            form["client_secret"] = self._settings.client_secret.get_secret_value()
        answer = await self._json("POST", provider.token, form)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise OpenIdFailed
        return token

    def _claims(self, provider: _Provider, token: str, begun: Begun, now: datetime) -> Claims:
        try:
            claims = jwt.decode(token, provider.keys, algorithms=_ALGORITHMS).claims
        except (JoseError, ValueError, TypeError) as exc:
            raise OpenIdRefused from exc
        audience = claims.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        us, moment = self._settings.client_id, now.timestamp()
        subject, ends = claims.get("sub"), claims.get("exp")
        meant = (
            claims.get("iss") == self.issuer
            and us in audiences
            and (len(audiences) == 1 or claims.get("azp") == us)
            and claims.get("azp", us) == us
            and hmac.compare_digest(str(claims.get("nonce", "")).encode(), begun.nonce.encode())
        )
        if not (meant and isinstance(ends, int | float) and moment < ends + _LEEWAY):
            raise OpenIdRefused
        if not (isinstance(subject, str) and 0 < len(subject) <= 255):
            raise OpenIdRefused
        return Claims(self.issuer, subject, _verified_email(claims), _text(claims.get("name")))

    async def _provider(self, now: datetime) -> _Provider:
        if self._known is None or now - self._known.read_at > _REMEMBERED:
            about = await self._json("GET", self.issuer.rstrip("/") + "/.well-known/openid-configuration")
            if about.get("issuer") != self.issuer:
                raise OpenIdFailed
            self._known = await self._read(about, now)
        return self._known

    async def _read(self, about: Mapping[str, Any], now: datetime) -> _Provider:
        try:
            return _Provider(
                str(about["authorization_endpoint"]),
                str(about["token_endpoint"]),
                KeySet.import_key_set(await self._json("GET", str(about["jwks_uri"]))),  # type: ignore[arg-type] # Checked by the call itself.
                about.get("authorization_response_iss_parameter_supported") is True,
                now,
            )
        except (KeyError, JoseError, ValueError, TypeError) as exc:
            raise OpenIdFailed from exc

    async def _json(self, method: str, url: str, form: Mapping[str, str] | None = None) -> dict[str, Any]:
        try:
            async with httpx.AsyncClient(timeout=self._settings.timeout, follow_redirects=False) as http:
                answer = await http.request(method, url, data=form)
                answer.raise_for_status()
                read = answer.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as exc:
            raise OpenIdFailed from exc
        if not isinstance(read, dict):
            raise OpenIdFailed
        return read


def _text(value: object) -> str | None:
    return value.strip()[:100] or None if isinstance(value, str) else None


def _verified_email(claims: Mapping[str, Any]) -> str | None:
    return _text(claims.get("email")) if claims.get("email_verified") is True else None
