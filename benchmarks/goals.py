"""The goals of speed and cost: what was measured in this run beside the goal and what others need.

The figures of others are facts: measured on two processors, or published by themselves where it says so.
``docs/measures.md`` names what was measured.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

Found = Any
"""Figures as attributes of their scripts: ``lists.cpu_us``."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. ``here`` is a format of figures; it is reached where ``reached`` says so."""

    what: str
    here: str
    goal: str
    reached: Callable[[Found], bool]
    others: str = "-"


@dataclass(frozen=True, slots=True)
class Row:
    """A line with the figures of a run; ``reached`` is None where it was not measured."""

    what: str
    here: str
    goal: str
    reached: bool | None
    others: str

    @property
    def verdict(self) -> str:
        if self.goal == "-" and self.reached is not None:
            return "-"
        return {None: "not measured", True: "reached", False: "NOT reached"}[self.reached]


def ranked(size: int, milliseconds: float) -> Line:
    name = f"ranking.rank_{size}"
    return Line(
        f"rank {size:,} CVs, p95 warm; recall@50 of the exact order",
        f"{{{name}_p95_ms:.0f}} ms; {{{name}_recall:.3f}}",
        f"{milliseconds:.0f} ms; .98",
        lambda f: (
            getattr(f.ranking, f"rank_{size}_p95_ms") <= milliseconds
            and getattr(f.ranking, f"rank_{size}_recall") >= 0.98
        ),
        "exact scan of 1M vectors 115 ms; VectorChord 35 ms P50 at 100M (its own figure)",
    )


def searched(size: int) -> Line:
    name = f"searching.search_{size}_p95_ms"
    return Line(
        f"search {size:,} passages, hybrid, p95",
        f"{{{name}:.0f}} ms",
        "60 ms (of 1M)",
        lambda f: getattr(f.searching, f"search_{size}_p95_ms") <= 60,
    )


LINES = (
    Line(
        "read a CV, processor time of a page, median",
        "{domain.page_cpu_ms:.1f} ms",
        "10 ms",
        lambda f: f.domain.page_cpu_ms <= 10,
        "OpenResume 17-20 ms; Resume-Matcher 65-78 ms for its text alone; pypdfium2 raw 1.4-2.1 ms",
    ),
    Line(
        "read CVs in a batch, of the command",
        "{rate.cvs_per_s:.0f} a second ({rate.page_cpu_ms:.1f} ms a page)",
        "40 a second",
        lambda f: f.rate.cvs_per_s >= 40,
    ),
    Line(
        "an archive of CVs on a posting: stored, read, ranked, searchable",
        "{batch.cvs_per_s:.1f} a second",
        "-",
        lambda _: True,
    ),
    Line(
        "upload answers, p95",
        "{service.upload_ms:.0f} ms",
        "50 ms",
        lambda f: f.service.upload_ms <= 50,
        "Resume-Matcher 8.9-10.2 s without a key",
    ),
    Line(
        "/health/live beside 20 uploads, p99",
        "{service.live_beside_uploads_ms:.0f} ms",
        "20 ms",
        lambda f: f.service.live_beside_uploads_ms <= 20,
    ),
    Line(
        "list of 20, processor time of a request, sockets and all",
        "{lists.cpu_us:.0f} us (alone {lists.alone_cpu_us:.0f}; one SELECT {lists.select_cpu_us:.0f},"
        " no database {lists.empty_cpu_us:.0f})",
        "700 us",
        lambda f: f.lists.cpu_us <= 700,
        "a naive ORM 3,100 us; the best ORM 1,750; SQL by SQLAlchemy 1,460; JSON of the database 431",
    ),
    Line(
        "list of 20, 64 connections on 2 workers",
        "{lists.per_s:.0f} a second",
        "1,500 a second",
        lambda f: f.lists.per_s >= 1500,
        "SQL through SQLAlchemy 1,149; Resume-Matcher 290 without asking who asks",
    ),
    Line(
        "the same, p95",
        "{lists.p95_ms:.0f} ms",
        "60 ms",
        lambda f: f.lists.p95_ms <= 60,
        "SQL through SQLAlchemy 67 ms; naive 590 ms",
    ),
    Line(
        "list of 20, 1 connection, p95",
        "{lists.alone_p95_ms:.1f} ms",
        "5 ms",
        lambda f: f.lists.alone_p95_ms <= 5,
    ),
    Line(
        "one match, processor time, median",
        "{domain.match_ms:.1f} ms",
        "5 ms",
        lambda f: f.domain.match_ms <= 5,
        "a model call for each pair: seconds",
    ),
    ranked(100_000, 60),
    ranked(1_000_000, 150),
    searched(100_000),
    searched(1_000_000),
    Line(
        "embed short texts",
        "{embedding.texts_per_s:.0f} a second",
        "600 a second",
        lambda f: f.embedding.texts_per_s >= 600,
        "sentence-transformers 40; ONNX int8 682",
    ),
    Line(
        "memory of the embedder", "{embedding.rss_mb:.0f} MB", "250 MB", lambda f: f.embedding.rss_mb <= 250
    ),
    Line(
        "PDF export, p95 of 200 in a row, failures",
        "{rendering.pdf_p95_ms:.0f} ms, {rendering.failures:.0f}",
        "30 ms, 0",
        lambda f: f.rendering.pdf_p95_ms <= 30 and f.rendering.failures <= 0,
        "Chromium 1 s cold; typst 1.5 ms with a kept compiler",
    ),
    Line(
        "sign-in, 40 new ones a second, p95",
        "{identity.steady_p95_ms:.0f} ms (median {identity.steady_p50_ms:.0f},"
        " refused {identity.steady_refused:.0f}, argon2id alone {identity.argon2_ms:.0f})",
        "60 ms",
        lambda f: f.identity.steady_p95_ms <= 60 and not f.identity.steady_refused,
        "argon2id 18 ms of a processor",
    ),
    Line(
        "sign-in, 16 at a time for ever",
        "{identity.closed_per_s:.0f} a second, p95 {identity.closed_p95_ms:.0f} ms"
        " (2 processors: not under {identity.closed_least_ms:.0f})",
        "40 a second",
        lambda f: f.identity.closed_per_s >= 40,
    ),
    Line("start, until ready, warm", "{service.start_s:.1f} s", "5 s", lambda f: f.service.start_s <= 5),
    Line(
        "--help, processor time",
        "{service.help_cpu_ms:.0f} ms",
        "250 ms",
        lambda f: f.service.help_cpu_ms <= 250,
    ),
    Line(
        "memory of an idle web process",
        "{lists.idle_mb:.0f} MB",
        "200 MB",
        lambda f: f.lists.idle_mb <= 200,
        "Resume-Matcher 278 MB",
    ),
    Line(
        "memory over a long soak (its own run)",
        "{soak.web_mb_per_hour:+.1f} MB/h in {soak.minutes:.0f} minutes",
        "flat: under 5 MB/h",
        lambda f: f.soak.web_mb_per_hour <= 5,
    ),
    Line(
        "first load of a page, largest; first paint, median",
        "{pages.largest_kb:.0f} KB; {pages.paint_s:.1f} s",
        "80 KB; 0.8 s",
        lambda f: f.pages.largest_kb <= 80 and f.pages.paint_s <= 0.8,
        "a React build 247 KB, 2.6 s on slow 4G",
    ),
)


def rows(figures: Mapping[str, Mapping[str, float]]) -> list[Row]:
    """Every line, with what was measured of it; ``figures`` by script and name."""
    found = SimpleNamespace(**{script: SimpleNamespace(**values) for script, values in figures.items()})
    return [_row(line, found) for line in LINES]


def _row(line: Line, found: Found) -> Row:
    try:
        here = line.here.format_map(vars(found))
    except (KeyError, AttributeError):
        return Row(line.what, "-", line.goal, None, line.others)
    return Row(line.what, here, line.goal, line.reached(found), line.others)


def table(made: list[Row]) -> str:
    """As text, one line for each row, the columns under each other."""
    cells = [
        ("what", "here", "goal", "", "others"),
        *((r.what, r.here, r.goal, r.verdict, r.others) for r in made),
    ]
    widths = [max(len(row[at]) for row in cells) for at in range(4)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]])
        for row in cells
    )
