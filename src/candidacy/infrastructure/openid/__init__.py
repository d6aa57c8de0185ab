"""Sign-in through another service by OpenID Connect."""

from candidacy.infrastructure.openid.client import (
    Begun,
    Claims,
    OpenIdClient,
    OpenIdFailed,
    OpenIdRefused,
)
from candidacy.infrastructure.openid.settings import OpenIdSettings

__all__ = ["Begun", "Claims", "OpenIdClient", "OpenIdFailed", "OpenIdRefused", "OpenIdSettings"]
