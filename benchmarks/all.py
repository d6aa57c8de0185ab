"""Every benchmark in turn, with the machine and the commit; prints what they print and keeps it.

``python benchmarks/all.py [--only domain,lists] [--data FOLDER] [--million] [--results FOLDER]``. A file
named by the day keeps the printed lines of each script and its figures. What was measured beside other
work says so by its load. In the end the figures of this run stand in one table beside the goals; of a
soak, which takes half an hour and is run where it is named, the last that was kept.
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import goals
from figures import told

HERE = Path(__file__).parent
SCRIPTS = (
    "domain",
    "rate",
    "routes",
    "lists",
    "service",
    "identity",
    "embedding",
    "rendering",
    "pages",
    "batch",
    "ranking",
    "searching",
    "scale",
)
APART = ("soak",)
"""Run where they are named."""
_PATH = re.compile(r"(?<![\w.])/(?:[\w.+-]+/)+[\w.+-]*")
_OWN = re.compile(r"^/(?:api|health|cvs|postings|tracker|search)\b")
"""Addresses of the application, which are no paths of the machine."""


def machine() -> dict[str, Any]:
    """What the figures hold for."""
    cpuinfo = Path("/proc/cpuinfo")
    text = cpuinfo.read_text("utf-8") if cpuinfo.exists() else ""
    model = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "processor": model.group(1) if model else platform.machine(),
        "processors": os.cpu_count(),
        "memory_gb": round(memory / 1e9, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def commit() -> str:
    """What was measured; a tree with changes says so."""
    given = ["git", "-C", str(HERE), "describe", "--always", "--dirty", "--abbrev=12", "--exclude", "*"]
    answer = subprocess.run(given, capture_output=True, text=True, check=False)
    return answer.stdout.strip() or "unknown"


def options_of(name: str, data: Path, *, million: bool) -> list[str]:
    """How a script is run: on real documents where there are any, up to a million where that is asked for."""
    cvs, jobs = data / "category" / "pdf", sorted((data / "jobs").glob("*.jsonl"))
    sizes = "100000,1000000" if million else "100000"
    real = ["--cvs", str(cvs)] if cvs.is_dir() else []
    match name:
        case "domain":
            return [str(cvs)] if cvs.is_dir() else []
        case "rate":
            return [str(cvs), "--number", "200"] if cvs.is_dir() else []
        case "batch":
            return ["--number", "100", *real]
        case "ranking":
            postings = ["--postings", *map(str, jobs)] if jobs else []
            return ["--sizes", sizes, *real, *postings]
        case "searching":
            return ["--sizes", sizes]
        case _:
            return []


def run(name: str, options: list[str]) -> dict[str, Any]:
    """Run a script, show what it prints, and give its lines and figures."""
    print(f"== {name}", flush=True)
    begun, load = time.monotonic(), os.getloadavg()[0]
    script = subprocess.Popen(
        [sys.executable, str(HERE / f"{name}.py"), *options],
        # What pages are measured on is an installation of the tests, which are found from the folder above.
        env=os.environ | {"PYTHONPATH": str(HERE.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = []
    for line in script.stdout or ():
        print(line, end="", flush=True)
        lines.append(without_paths(line.rstrip()))
    status = script.wait()
    return {
        "commit": commit(),
        "load_before": round(load, 1),
        "seconds": round(time.monotonic() - begun, 1),
        "status": status,
        "figures": told(lines),
        "lines": lines,
    }


def without_paths(line: str) -> str:
    """The line with no path of this machine."""
    return _PATH.sub(lambda found: found[0] if _OWN.match(found[0]) else "(path)", line)


def last_soak(results: Path) -> dict[str, dict[str, float]]:
    """The figures of the newest soak that was kept."""
    for file in sorted(results.glob("*.json"), reverse=True):
        kept = json.loads(file.read_text(encoding="utf-8"))["scripts"].get("soak", {})
        if kept.get("figures"):
            print(f"the soak is that of {file.stem}, of commit {kept['commit']}")
            return {"soak": kept["figures"]}
    return {}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="names of scripts, by commas")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real documents")
    parser.add_argument("--million", action="store_true", help="rank and search a million too: over an hour")
    parser.add_argument("--results", type=Path, default=HERE / "results")
    given = parser.parse_args()
    chosen = given.only.split(",") if given.only else list(SCRIPTS)
    if unknown := set(chosen) - {*SCRIPTS, *APART}:
        parser.error(
            f"no such benchmark: {', '.join(sorted(unknown))}. There are {', '.join(SCRIPTS + APART)}."
        )
    now = datetime.now(UTC)
    head = {"date": now.isoformat(timespec="seconds"), "commit": commit(), "machine": machine()}
    print(json.dumps(head, indent=1))
    data = given.data.resolve()
    found = {name: run(name, options_of(name, data, million=given.million)) for name in chosen}
    table = goals.rows({**last_soak(given.results), **{name: one["figures"] for name, one in found.items()}})
    print(f"== goals\n{goals.table(table)}")
    given.results.mkdir(parents=True, exist_ok=True)
    target = given.results / f"{now.date().isoformat()}.json"
    before = json.loads(target.read_text(encoding="utf-8"))["scripts"] if target.exists() else {}
    kept = {**head, "goals": [asdict(row) for row in table], "scripts": {**before, **found}}
    target.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"kept in {target}")
    return max(int(one["status"]) for one in found.values())


if __name__ == "__main__":
    sys.exit(main())
