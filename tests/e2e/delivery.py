"""What a page's first load takes over the line."""

from playwright.async_api import Page, Request

BUDGET = 80_000
"""Bytes that a first load may take."""


async def sent_by(page: Page, address: str) -> int:
    """Bytes of what the application sends; the picture of somebody's document is not counted."""
    requests: list[Request] = []
    page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108 - Playwright marks it.
    await page.goto(address, wait_until="networkidle")
    sizes = [await r.sizes() for r in requests if "/pages/" not in r.url and "/preview" not in r.url]
    return sum(s["responseBodySize"] + s["responseHeadersSize"] for s in sizes)
