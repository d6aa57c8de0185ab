"""Whether this processor can run the pgvector build of the wheel.

It is built for AVX2 with FMA on x86-64 and for SVE on ARM Linux; elsewhere its first call kills the
server with an illegal instruction, so the question is asked before.
"""

import platform
import re
import subprocess
import sys
from collections.abc import Set as AbstractSet
from pathlib import Path

from candidacy.infrastructure.postgres.errors import EmbeddedServerFailed


def needed_features(system: str, machine: str) -> frozenset[str]:
    """The processor features the wheel needs, as the system spells them in lower case."""
    machine = machine.lower()
    if machine in {"x86_64", "amd64"}:
        return frozenset({"avx2", "fma"})
    if machine in {"aarch64", "arm64"} and system == "Linux":
        return frozenset({"sve"})
    return frozenset()


def features_in(description: str) -> frozenset[str]:
    """The features named in /proc/cpuinfo or in the output of sysctl, in lower case."""
    labelled = r"^(?:flags|features|machdep\.cpu\.\w*features)\s*:(.*)$"
    lines = re.findall(labelled, description, re.MULTILINE | re.IGNORECASE)
    return frozenset(" ".join(lines).lower().split())


def _describe() -> str:
    if sys.platform == "darwin":
        names = ["machdep.cpu.features", "machdep.cpu.leaf7_features"]
        command = ["/usr/sbin/sysctl", *names]
        asked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - Fixed.
        return asked.stdout
    return Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")


def require_features(available: AbstractSet[str], needed: AbstractSet[str]) -> None:
    """Raise EmbeddedServerFailed, naming what is missing, unless all of ``needed`` is there."""
    if missing := " and ".join(sorted(name.upper() for name in needed - available)):
        raise EmbeddedServerFailed(
            f"This processor lacks {missing}, which the embedded PostgreSQL needs for vectors. "
            "Set DATABASE_URL to a PostgreSQL 16 to 18 with pgvector that is built for it."
        )


def check_processor() -> None:
    """Raise EmbeddedServerFailed when the embedded server would crash on this processor."""
    if needed := needed_features(platform.system(), platform.machine()):
        require_features(features_in(_describe()), needed)
