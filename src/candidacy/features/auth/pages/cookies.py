"""Our cookies on the way out: for this host alone, over TLS or to this machine, and unseen by scripts.

Browsers treat http://localhost and http://127.0.0.1 as secure, so ``Secure`` works there without TLS too.
"""

from datetime import timedelta

from starlette.responses import Response

from candidacy.features.auth.policies.cookies import ACCESS_COOKIE, REFRESH_COOKIE
from candidacy.features.auth.policies.settings import ACCESS_LIFETIME
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.auth.service.sessions import Tokens


def keep(response: Response, name: str, value: str, *, age: timedelta, strict: bool = False) -> None:
    response.set_cookie(
        name,
        value,
        max_age=int(age.total_seconds()),
        path="/",
        secure=True,
        httponly=True,
        samesite="strict" if strict else "lax",
    )


def drop(response: Response, *names: str) -> None:
    for name in names:
        keep(response, name, "", age=timedelta(0))


def keep_tokens(response: Response, tokens: Tokens, auth: AuthContext) -> None:
    keep(response, ACCESS_COOKIE, tokens.access, age=ACCESS_LIFETIME)
    keep(response, REFRESH_COOKIE, tokens.refresh, age=timedelta(days=auth.settings.idle_days), strict=True)


def drop_tokens(response: Response) -> None:
    drop(response, ACCESS_COOKIE, REFRESH_COOKIE)
