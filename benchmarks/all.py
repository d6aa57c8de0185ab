"""Every benchmark in turn, with the machine and the commit; prints what they print and keeps it.

``python benchmarks/all.py [--only domain,routes] [--results FOLDER]``. A JSON file named by the day keeps the
printed lines of each script. What was measured beside other work says so by its load.
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SCRIPTS: dict[str, list[str]] = {
    "domain": [],
    "routes": [],
    "service": [],
    "identity": [],
    "embedding": [],
    "rendering": [],
    "searching": [],
    "batch": ["--number", "100"],
    "scale": [],
}
"""Without ``ranking``, which has a target of its own in the Makefile."""
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


def run(name: str, options: list[str]) -> dict[str, Any]:
    """Run a script, show what it prints, and give its lines."""
    print(f"== {name}", flush=True)
    begun, load = time.monotonic(), os.getloadavg()[0]
    command = [sys.executable, str(HERE / f"{name}.py"), *options]
    script = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
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
        "lines": lines,
    }


def without_paths(line: str) -> str:
    """The line with no path of this machine."""
    return _PATH.sub(lambda found: found[0] if _OWN.match(found[0]) else "(path)", line)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="names of scripts, by commas")
    parser.add_argument("--results", type=Path, default=HERE / "results")
    given = parser.parse_args()
    chosen = given.only.split(",") if given.only else list(SCRIPTS)
    if unknown := set(chosen) - SCRIPTS.keys():
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}. There are {', '.join(SCRIPTS)}.")
    now = datetime.now(UTC)
    head = {"date": now.isoformat(timespec="seconds"), "commit": commit(), "machine": machine()}
    print(json.dumps(head, indent=1))
    found = {name: run(name, SCRIPTS[name]) for name in chosen}
    given.results.mkdir(parents=True, exist_ok=True)
    target = given.results / f"{now.date().isoformat()}.json"
    before = json.loads(target.read_text(encoding="utf-8"))["scripts"] if target.exists() else {}
    kept = {**head, "scripts": {**before, **found}}
    target.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"kept in {target}")
    return max(int(one["status"]) for one in found.values())


if __name__ == "__main__":
    sys.exit(main())
