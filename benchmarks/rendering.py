"""How fast documents are rendered, and that many in a row succeed: per theme and format, cold and warm.

    python benchmarks/rendering.py [--number N]

Renders N Resumes in a row in each theme, warm, in this process; and N PDFs through the processes that the
service renders in, with the memory that these hold at the end.
"""

import argparse
import asyncio
import platform
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from figures import tell

from candidacy.domain.rendering import DEFAULT_THEME, THEMES, Format, Paper, Renderer, Theme
from candidacy.domain.rendering.tests.resumes import resume_number
from candidacy.domain.resume import Resume
from candidacy.infrastructure.rendering import RenderProcesses

_MADE = datetime(2026, 1, 1, tzinfo=UTC)


class Times(NamedTuple):
    """Seconds on the clock, and of this process on all processors."""

    wall: float
    cpu: float


def _line(name: str, times: list[Times], note: str = "") -> None:
    wall = _percentiles([one.wall for one in times])
    cpu = _percentiles([one.cpu for one in times])
    print(f"{name:28} n={len(times):4}  wall p50, p95 {wall}  CPU p50, p95 {cpu}  {note}")


def _percentiles(seconds: list[float]) -> str:
    ordered = sorted(1000 * s for s in seconds)
    return f"{statistics.median(ordered):7.2f} {ordered[int(0.95 * (len(ordered) - 1))]:7.2f} ms"


def _timed(work: Callable[[], object]) -> Times:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Times(time.perf_counter() - wall, time.process_time() - cpu)


def _in_process(resumes: list[Resume]) -> None:
    renderer = Renderer()
    cold = _timed(lambda: renderer.render(resumes[0], Format.PDF, made=_MADE))
    print(f"first PDF with the fonts loaded: {1000 * cold.wall:.0f} ms, CPU {1000 * cold.cpu:.0f} ms")
    for theme in THEMES:
        _line(f"pdf {theme.name}", [_one(renderer, r, Format.PDF, theme) for r in resumes])
    for kind in (Format.DOCX, Format.HTML, Format.MARKDOWN, Format.JSON):
        _line(kind.value, [_one(renderer, r, kind, DEFAULT_THEME) for r in resumes])
    pictures = [_timed(lambda r=r: renderer.picture(r, DEFAULT_THEME)) for r in resumes[:50]]  # type: ignore[misc]
    _line("preview", pictures)


def _one(renderer: Renderer, resume: Resume, kind: Format, theme: Theme) -> Times:
    return _timed(lambda: renderer.render(resume, kind, theme=theme, made=_MADE))


async def _through_processes(resumes: list[Resume]) -> None:
    processes = RenderProcesses()
    times, failures = [], 0
    for number, resume in enumerate(resumes):
        began = time.perf_counter()
        theme = THEMES[number % len(THEMES)]
        file = await processes.render(resume, Format.PDF, theme=theme, paper=Paper.A4, made=_MADE)
        times.append(Times(time.perf_counter() - began, 0.0))
        failures += not file.data.startswith(b"%PDF-")
    memory = _resident(processes.process_ids)
    _line("pdf by the service, in turn", times[len(THEMES) :], f"failures {failures}, holds {memory} MB")
    processes.close()
    walls = sorted(one.wall for one in times[len(THEMES) :])
    tell(pdf_p95_ms=1000 * walls[int(0.95 * (len(walls) - 1))], failures=failures)


def _resident(processes: tuple[int, ...]) -> int:
    pages = 0
    for number in processes:
        statm = Path(f"/proc/{number}/statm")
        pages += int(statm.read_text("ascii").split()[1]) if statm.exists() else 0
    return pages * 4096 // 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the rendering of documents.")
    parser.add_argument("--number", type=int, default=200)
    options = parser.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}, {options.number} Resumes in a row")
    resumes = [resume_number(n) for n in range(options.number)]
    _in_process(resumes)
    asyncio.run(_through_processes(resumes))


if __name__ == "__main__":
    main()
