"""How soon pages show on a slow line and a slow processor: ``make bench-pages``.

It starts the application on a home of its own with both samples in it, and opens each page in Chromium
(E2E_CHROMIUM, default /usr/bin/chromium) with nothing in its cache: 1.6 Mbit/s down, 150 ms to and fro, a
processor four times slower than this one. Blocking time is what tasks take beyond 50 ms each, until the page
has been quiet.
"""

import asyncio
import os
import statistics
from typing import Any

from playwright.async_api import Browser, async_playwright
from tests.e2e.serving import Server, running

REPEATS = 3
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
SLOWER = 4
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
TIMES = """async () => {
  const tasks = await new Promise((done) => {
    const seen = [];
    const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
    observer.observe({ type: "longtask", buffered: true });
    setTimeout(() => done(seen), 100);
  });
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return {
    paint: paint ? paint.startTime : NaN,
    blocked: tasks.reduce((sum, task) => sum + Math.max(0, task.duration - 50), 0),
  };
}"""


def pages(server: Server) -> dict[str, str]:
    """What is opened, by the name that it has in the table."""
    loaded = {kind: server.post("/api/v1/samples", {"kind": kind}) for kind in ("seeker", "recruiter")}
    server.wait_for_jobs()
    parts = {part["name"]: part["id"] for one in loaded.values() for part in one["parts"]}
    cv = next(one["id"] for one in server.items("/api/v1/cvs?limit=100") if one["file_id"] == parts["cv"])
    match = server.items("/api/v1/matches")[0]["id"]
    return {
        "Home": "/",
        "CVs": "/cvs",
        "A CV beside its document": f"/cvs/{cv}",
        "Review": f"/cvs/{cv}/review",
        "A posting": f"/postings/{parts['tidemark']}",
        "Match": f"/matches/{match}",
        "Ranking of ten": f"/postings/{parts['role']}/ranking",
        "Board": "/tracker",
        "Funnel": "/tracker?view=funnel",
        "Portfolio": "/portfolio",
        "Search": "/search?q=python",
        "Notifications": "/notifications",
        "Help": "/help/explanation/matching",
    }


async def measure(browser: Browser, address: str) -> tuple[float, float, float]:
    """First paint and blocking time in milliseconds, and kilobytes over the line, of one cold load."""
    context = await browser.new_context(viewport={"width": 390, "height": 844})
    page = await context.new_page()
    session = await context.new_cdp_session(page)
    received: list[float] = []

    def note(event: dict[str, Any]) -> None:
        received.append(event["encodedDataLength"])

    session.on("Network.loadingFinished", note)
    await session.send("Network.enable")
    await session.send("Network.emulateNetworkConditions", LINE)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    await page.goto(address, wait_until="networkidle", timeout=120_000)
    times = await page.evaluate(TIMES)
    await context.close()
    return times["paint"], times["blocked"], sum(received) / 1000


async def run(server: Server) -> None:
    print(f"{'page':28s} {'first paint':>12s} {'blocked':>9s} {'size':>9s}   median of {REPEATS}")
    async with async_playwright() as playwright:
        chromium = os.environ.get("E2E_CHROMIUM", "/usr/bin/chromium")
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, path in pages(server).items():
            measured = [await measure(browser, server.url + path) for _ in range(REPEATS)]
            paint, blocked, size = (statistics.median(values) for values in zip(*measured, strict=True))
            print(f"{name:28s} {paint:9.0f} ms {blocked:6.0f} ms {size:6.1f} KB", flush=True)
        await browser.close()


def main() -> None:
    with running() as server:
        asyncio.run(run(server))


if __name__ == "__main__":
    main()
