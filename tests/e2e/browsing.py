"""Watching a page, and asking axe about it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, ConsoleMessage, Dialog, Page, Request, WebError

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDE, NARROW, NARROWEST = 1440, 390, 320


@dataclass
class Watch:
    """Collects what no page may do: console errors, uncaught errors, dialogs, requests to elsewhere.

    A page that is meant to answer with an error status is named beforehand: Chromium writes a console error
    for it.
    """

    origins: set[str]
    complaints: list[str] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("dialog", self._on_dialog)
        context.on("request", self._on_request)

    def expect_error_status(self, path: str) -> None:
        self.expected.add(path)

    def _on_console(self, message: ConsoleMessage) -> None:
        path = urlsplit(message.location.get("url", "")).path
        if message.type == "error" and path not in self.expected:
            self.complaints.append(f"console error on {path}: {message.text}")

    def _on_error(self, error: WebError) -> None:
        self.complaints.append(f"uncaught error: {error.error}")

    async def _on_dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"a dialog opened: {dialog.message}")
        await dialog.dismiss()

    def _on_request(self, request: Request) -> None:
        own = tuple(f"{origin}/" for origin in self.origins)
        if not request.url.startswith((*own, "data:", "blob:")):
            self.complaints.append(f"request off origin: {request.url}")


async def violations(page: Page) -> list[str]:
    """What axe finds, one line for each element; its script is not subject to the page's policy."""
    await page.evaluate(AXE + "\n;undefined")
    found: dict[str, Any] = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


async def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    wider: int = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wider
