"""Where a browser comes from, to go back there."""

from urllib.parse import urlsplit

from fastapi import Request


def page_before(request: Request) -> str:
    """The page of ours that the browser comes from, the start where it does not say."""
    try:
        before = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return "/"
    if before.netloc != request.url.netloc or before.path.startswith(("//", "/\\")):
        return "/"
    return (before.path or "/") + (f"?{before.query}" if before.query else "")
