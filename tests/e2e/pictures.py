"""``make pictures``: the pictures of the documents, from the running application with both samples in it.

``python -m tests.e2e.pictures sample`` prints the sample CV anew from ``docs/samples/cv.html``.
"""

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.e2e.conftest import CHROMIUM, FLAGS
from tests.e2e.serving import Server, running

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "docs" / "samples"
PICTURES = ROOT / "docs" / "images"
SIZE = {"width": 1280, "height": 900}
POINTED_AT = "FastAPI or Django"
QUALITY = 72

Shown = Callable[[Page], Awaitable[None]]


async def as_it_is(page: Page) -> None:
    """Nothing is done to the page before its picture is taken."""


async def point_at_evidence(page: Page) -> None:
    """The line of the CV that proves a requirement lights up."""
    reason = page.locator(".reason", has_text=POINTED_AT)
    await reason.locator("blockquote a").first.evaluate("link => link.click()")


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: which page, and what is done on it first."""

    path: str
    prepare: Shown = as_it_is
    height: int = SIZE["height"]


async def print_sample(browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto((SAMPLES / "cv.html").as_uri())
    printed = await page.pdf(prefer_css_page_size=True, print_background=True)
    (SAMPLES / "cv.pdf").resolve().write_bytes(printed)


def shots(server: Server) -> dict[str, Shot]:
    """Every picture by its name, once what is to be seen on them was made."""
    loaded = {kind: server.post("/api/v1/samples", {"kind": kind}) for kind in ("seeker", "recruiter")}
    server.wait_for_jobs()
    parts = {part["name"]: part["id"] for one in loaded.values() for part in one["parts"]}
    cv = next(one["id"] for one in server.items("/api/v1/cvs?limit=100") if one["file_id"] == parts["cv"])
    pair = {"cv_id": cv, "posting_id": parts["tidemark"]}
    match = server.post("/api/v1/matches", pair)["id"]
    tailoring = server.post("/api/v1/tailorings", pair)["id"]
    server.post(f"/api/v1/cvs/{cv}/reviews", {"industry": "software"})
    best = server.get(f"/api/v1/matches/best/cvs/{parts['role']}")["items"]
    verdict = {"verdict": "advance", "reason": "Runs the same pipelines today"}
    server.post(f"/api/v1/cvs/{best[0]['cv_id']}/decisions/{parts['role']}", verdict)
    publish(server, parts["spotwatch"])
    return {
        "match": Shot(f"/matches/{match}", point_at_evidence, 1180),
        "home": Shot("/"),
        "cv": Shot(f"/cvs/{cv}"),
        "review": Shot(f"/cvs/{cv}/review?industry=software"),
        "tailoring": Shot(f"/tailorings/{tailoring}"),
        "board": Shot("/tracker", height=760),
        "ranking": Shot(f"/postings/{parts['role']}/ranking"),
        "portfolio": Shot("/p/maya", height=760),
        "admin": Shot("/admin"),
    }


def publish(server: Server, item: str) -> None:
    """Show the portfolio of the sample to everybody."""
    server.post(f"/api/v1/portfolio/items/{item}/publish", {})
    profile = {
        "handle": "maya",
        "name": "Maya Lindqvist",
        "headline": "Backend engineer",
        "visibility": "public",
    }
    sections = {"sections": {"project": "public", "about": "public"}, "answers": True}
    about = {"about": "I build services that people can rely on, and take the old ones apart with care."}
    server.api.put("/api/v1/portfolio", json=profile | sections | about).raise_for_status()


async def take(browser: Browser) -> None:
    PICTURES.mkdir(exist_ok=True)
    with running() as server:
        wanted = await asyncio.to_thread(shots, server)
        context = await browser.new_context(
            base_url=server.url, color_scheme="light", reduced_motion="reduce", viewport=None
        )
        for name, shot in wanted.items():
            page = await context.new_page()
            await page.set_viewport_size({"width": SIZE["width"], "height": shot.height})
            await page.goto(shot.path, wait_until="networkidle")
            await expect(page.locator("h1")).to_be_visible()
            await shot.prepare(page)
            drawn = Image.open(io.BytesIO(await page.screenshot())).convert("RGB")
            drawn.save(PICTURES / f"{name}.webp", quality=QUALITY, method=6)
            print(f"{name}.webp {(PICTURES / f'{name}.webp').stat().st_size / 1000:.0f} KB", flush=True)  # noqa: T201
            await page.close()


async def main(wanted: list[str]) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        await (print_sample(browser) if wanted == ["sample"] else take(browser))
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
