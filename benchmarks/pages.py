"""How soon pages show on a slow line and a slow processor: ``make bench-pages``.

It starts the application on a home of its own with both samples in it, and opens each page in Chromium
(E2E_CHROMIUM, default /usr/bin/chromium) with nothing in its cache: 1.6 Mbit/s down, 150 ms to and fro, a
processor four times slower than this one. Blocking time is what tasks take beyond 50 ms each, until the page
has been quiet. Size is everything that came over the line; beside it stands what of it is pictures of
somebody's documents, which the budget leaves out. REPEATS=1 (default 3) makes it quicker.
"""

import asyncio
import os
import statistics
from dataclasses import astuple, dataclass
from typing import Any

from figures import tell
from playwright.async_api import Browser, async_playwright
from tests.e2e.serving import Server, running

REPEATS = int(os.environ.get("REPEATS", "3"))
BUDGET = 80.0
"""Kilobytes of a first load, pictures of documents left out; nothing may block."""
DRAWN = ("/pages/", "/preview", "/media/")
"""Addresses of pictures of somebody's documents and work."""
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


@dataclass(frozen=True, slots=True)
class Load:
    """One cold load: milliseconds and kilobytes."""

    paint: float
    blocked: float
    size: float
    drawn: float


def pages(server: Server) -> dict[str, str]:
    """What is opened, by the name that it has in the table."""
    loaded = {kind: server.post("/api/v1/samples", {"kind": kind}) for kind in ("seeker", "recruiter")}
    server.wait_for_jobs()
    parts = {part["name"]: part["id"] for one in loaded.values() for part in one["parts"]}
    cv = next(one["id"] for one in server.items("/api/v1/cvs?limit=100") if one["file_id"] == parts["cv"])
    match = server.items("/api/v1/matches")[0]["id"]
    job, role = parts["tidemark"], parts["role"]
    pair = {"cv_id": cv, "posting_id": job}
    tailoring = server.post("/api/v1/tailorings", pair)["id"]
    letter = server.post("/api/v1/letters", pair)["id"]
    server.post(f"/api/v1/cvs/{cv}/reviews", {"industry": "software"})
    best = [one["cv_id"] for one in server.get(f"/api/v1/matches/best/cvs/{role}")["items"]]
    server.post(f"/api/v1/portfolio/items/{parts['spotwatch']}/publish", {})
    shown = {"handle": "maya", "name": "Maya", "visibility": "public", "sections": {"project": "public"}}
    server.api.put("/api/v1/portfolio", json=shown).raise_for_status()
    return {
        "Home": "/",
        "Samples": "/samples",
        "CVs": "/cvs",
        "A CV beside its document": f"/cvs/{cv}",
        "A CV without the person": f"/cvs/{cv}/masked",
        "Wording": f"/cvs/{cv}/write",
        "Download": f"/cvs/{cv}/export",
        "Review": f"/cvs/{cv}/review?industry=software",
        "Jobs": "/postings",
        "A posting": f"/postings/{job}",
        "Match": f"/matches/{match}",
        "Tailoring": f"/tailorings/{tailoring}",
        "A letter": f"/letters/{letter}",
        "Interview": f"/cvs/{cv}/interview/{job}",
        "Ranking of eleven": f"/postings/{role}/ranking",
        "Two compared": f"/postings/{role}/compare?cv={best[0]}&cv={best[1]}",
        "Decide": f"/cvs/{best[0]}/decide/{role}",
        "Board": "/tracker",
        "Table": "/tracker?view=table",
        "Funnel": "/tracker?view=funnel",
        "An application": f"/tracker/{parts['interview']}",
        "Stages": "/tracker/stages",
        "Save a job": "/tracker/save",
        "Import": "/tracker/import",
        "Mail": "/tracker/mail",
        "Calendar": "/tracker/calendar",
        "Portfolio": "/portfolio",
        "An item of it": f"/portfolio/items/{parts['spotwatch']}",
        "Its profile": "/portfolio/profile",
        "As a visitor sees it": "/p/maya",
        "Search": "/search?q=python",
        "Ask": "/search/ask?q=Who+knows+Python",
        "Notifications": "/notifications",
        "Account": "/account",
        "Your data": "/account/data",
        "Workspace": "/workspace/settings",
        "Members": "/workspace/members",
        "Model": "/workspace/models",
        "Audit log": "/workspace/audit",
        "Administration": "/admin",
        "Background jobs": "/admin/jobs",
        "Prompts": "/admin/prompts",
        "A prompt": "/admin/prompts/review.structure",
        "Sign in": "/sign-in",
        "Help": "/help",
        "A page of the help": "/help/explanation/matching",
        "Not found": "/nothing-here",
    }


async def measure(browser: Browser, address: str) -> Load:
    """One cold load on the slow line."""
    context = await browser.new_context(viewport={"width": 390, "height": 844})
    page = await context.new_page()
    session = await context.new_cdp_session(page)
    asked: dict[str, str] = {}
    received: list[tuple[str, float]] = []

    def sent(event: dict[str, Any]) -> None:
        asked[event["requestId"]] = event["request"]["url"]

    def came(event: dict[str, Any]) -> None:
        received.append((asked.get(event["requestId"], ""), event["encodedDataLength"]))

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", came)
    await session.send("Network.enable")
    await session.send("Network.emulateNetworkConditions", LINE)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    await page.goto(address, wait_until="networkidle", timeout=120_000)
    times = await page.evaluate(TIMES)
    await context.close()
    drawn = sum(size for url, size in received if any(part in url for part in DRAWN))
    return Load(times["paint"], times["blocked"], sum(size for _, size in received) / 1000, drawn / 1000)


def median(loads: list[Load]) -> Load:
    return Load(*(statistics.median(values) for values in zip(*map(astuple, loads), strict=True)))


async def run(server: Server) -> None:
    print(f"budgets: nothing blocks, {BUDGET:.0f} KB without pictures of documents; median of {REPEATS}")
    print(f"{'page':26s} {'first paint':>11s} {'blocked':>9s} {'size':>9s} {'pictures':>11s}")
    measured: list[Load] = []
    async with async_playwright() as playwright:
        chromium = os.environ.get("E2E_CHROMIUM", "/usr/bin/chromium")
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, path in pages(server).items():
            one = median([await measure(browser, server.url + path) for _ in range(REPEATS)])
            measured.append(one)
            over = "  over its budget" if one.size - one.drawn > BUDGET else ""
            times = f"{one.paint:8.0f} ms {one.blocked:6.0f} ms"
            print(f"{name:26s} {times} {one.size:6.1f} KB {one.drawn:8.1f} KB{over}", flush=True)
        await browser.close()
    paints = sorted(one.paint for one in measured)
    sizes = [one.size - one.drawn for one in measured]
    print(
        f"{len(measured)} pages: first paint median {statistics.median(paints):.0f},"
        f" worst {paints[-1]:.0f} ms;"
        f" blocked at most {max(one.blocked for one in measured):.0f} ms;"
        f" size median {statistics.median(sizes):.1f}, largest {max(sizes):.1f} KB of {BUDGET:.0f}"
    )
    tell(paint_s=statistics.median(paints) / 1000, worst_paint_s=paints[-1] / 1000, largest_kb=max(sizes))


def main() -> None:
    with running() as server:
        asyncio.run(run(server))


if __name__ == "__main__":
    main()
