"""Headers that every response carries, and the check that a change was asked for by our own pages."""

from starlette.datastructures import Headers

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

SECURITY_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
"""A response that sets one of these itself keeps its own: a download its sandbox, a static file its age."""

HSTS = "max-age=31536000; includeSubDomains"
"""Sent over https only: the name, and what lies below it, is then never called without."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def is_foreign(method: str, headers: Headers, host: str) -> bool:
    """Whether an unsafe request was made by another site's page (CSRF).

    Browsers say so themselves: by ``Sec-Fetch-Site``, older ones by ``Origin``. A client that is not a
    browser sends neither and carries no ambient credentials, so it is let through.
    """
    if method in SAFE_METHODS:
        return False
    site = headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        return True
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2].lower() != host


def host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]
