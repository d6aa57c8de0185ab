"""What it costs to read a folder of CVs: processor time per CV and per page, its start included and apart.

    python benchmarks/rate.py [FOLDER] [--number N]

Runs ``candidacy read FOLDER --json`` on N files of the folder (default: 100 of the samples of this project,
each many times over) and once more on one file in each of two folders, which is the cost of starting. The
time is that of the command and of all its processes.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

from figures import tell

SAMPLES = Path(__file__).parent.parent / "docs" / "samples"
_KINDS = {".pdf", ".docx", ".odt", ".rtf"}
_RUN = "import sys; from candidacy.entrypoints.cli import main; sys.argv[0] = 'candidacy'; main()"
_FEW = 4
"""So many documents are read by a process that is made for many."""


class Cost(NamedTuple):
    """Seconds on the clock and of all processors, and what was read."""

    wall: float
    cpu: float
    answers: list[dict[str, Any]]


def _cost(files: list[Path]) -> Cost:
    with tempfile.TemporaryDirectory() as name:
        for number, file in enumerate(files):
            (Path(name) / f"{number:05d}{file.suffix}").write_bytes(file.read_bytes())
        before, began = _children(), time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", _RUN, "read", name, "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
        )
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        return Cost(time.perf_counter() - began, _children() - before, answers)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument(
        "--number", type=int, default=0, help="files to read; default: all, of the samples 100"
    )
    options = parser.parse_args()
    found = sorted(path for path in options.folder.iterdir() if path.suffix.lower() in _KINDS)
    if not found:
        sys.exit(f"There is no CV in {options.folder}.")
    number = options.number or (100 if options.folder == SAMPLES else len(found))
    start, all_of_it = _cost(found[:1] * _FEW), _cost(list(islice(cycle(found), number)))
    read = [answer["document"] for answer in all_of_it.answers if "document" in answer]
    pages = sum(document["pages"] for document in read)
    warm = (all_of_it.cpu - start.cpu) / max(number - _FEW, 1)
    print(f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    print(f"files {number}, of these different {min(number, len(found))}; read {len(read)}, pages {pages}")
    print(f"wall            {all_of_it.wall:8.2f} s   {number / all_of_it.wall:6.1f} CVs a second")
    print(f"processor time  {1000 * all_of_it.cpu / number:8.1f} ms a CV, all in")
    print(f"                {1000 * all_of_it.cpu / max(pages, 1):8.1f} ms a page, all in")
    print(f"                {1000 * warm:8.1f} ms a CV, once started")
    print(f"                {1000 * warm * number / max(pages, 1):8.1f} ms a page, once started")
    print(f"start           {start.cpu:8.2f} s, with {_FEW} CVs")
    tell(cvs_per_s=number / all_of_it.wall, page_cpu_ms=1000 * warm * number / max(pages, 1))


if __name__ == "__main__":
    main()
