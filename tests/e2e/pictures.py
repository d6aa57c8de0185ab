"""``python -m tests.e2e.pictures``: the pictures of the documentation, from the running application.

With ``sample`` it prints the sample CV anew from ``docs/samples/cv.html``.
"""

import asyncio
import io
import sys
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, async_playwright

from tests.e2e.conftest import CHROMIUM, FLAGS
from tests.e2e.serving import running

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "docs" / "samples"
PICTURE = ROOT / "docs" / "images" / "match.png"
SIZE = {"width": 1440, "height": 1180}
POINTED_AT = "FastAPI or Django"


async def print_sample(browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto((SAMPLES / "cv.html").as_uri())
    printed = await page.pdf(prefer_css_page_size=True, print_background=True)
    (SAMPLES / "cv.pdf").resolve().write_bytes(printed)


async def take_match(browser: Browser) -> None:
    with running() as server:
        file = server.upload("maya-lindqvist.pdf", (SAMPLES / "cv.pdf").read_bytes())
        posting = server.post("/api/v1/postings", {"text": (SAMPLES / "posting.txt").read_text()})["id"]
        cv = server.wait_until_read(file)
        match = server.post("/api/v1/matches", {"cv_id": cv, "posting_id": posting})["id"]
        page = await browser.new_page(base_url=server.url, color_scheme="light")
        await page.set_viewport_size({"width": SIZE["width"], "height": SIZE["height"]})
        await page.goto(f"/matches/{match}", wait_until="networkidle")
        reason = page.locator(".reason", has_text=POINTED_AT)
        await reason.locator("blockquote a").first.evaluate("link => link.click()")
        picture = await page.screenshot()
    PICTURE.parent.mkdir(exist_ok=True)
    Image.open(io.BytesIO(picture)).quantize(256, dither=Image.Dither.NONE).save(PICTURE, optimize=True)


async def main(wanted: list[str]) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        await (print_sample(browser) if wanted == ["sample"] else take_match(browser))
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
