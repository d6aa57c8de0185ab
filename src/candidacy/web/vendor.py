"""The vendored browser assets: which, from where, and that they are what they were.

``python -m candidacy.web.vendor check`` compares every file with its SHA-384 in ``vendor.json``;
``refresh`` fetches the pinned npm packages with ``npm pack`` and writes files and digests anew.
"""

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import TypedDict

HERE = Path(__file__).parent
MANIFEST = HERE / "vendor.json"
TARGET = HERE / "static" / "vendor"


class Package(TypedDict):
    """One npm package: its licence and, for each vendored file, where it lies there and its digest."""

    version: str
    licence: str
    files: dict[str, dict[str, str]]


def read_manifest() -> dict[str, Package]:
    manifest: dict[str, Package] = json.loads(MANIFEST.read_text())
    return manifest


def digest(data: bytes) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode()


def check() -> list[str]:
    """What does not agree with the manifest, in words; empty when all is well."""
    wrong = []
    for package in read_manifest().values():
        for name, entry in package["files"].items():
            path = TARGET / name
            if not path.exists():
                wrong.append(f"{name} is missing")
            elif digest(path.read_bytes()) != entry["sha384"]:
                wrong.append(f"{name} differs from its digest")
    return wrong


def refresh() -> None:
    """Fetch every pinned package again and write its files and digests."""
    manifest = read_manifest()
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, package in manifest.items():
        with tempfile.TemporaryDirectory() as folder:
            spec = f"{name}@{package['version']}"
            command = ["npm", "pack", "--silent", spec]  # A maintainer's command with pinned names.
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
            (archive,) = Path(folder).glob("*.tgz")
            with tarfile.open(archive) as tar:
                for target, entry in package["files"].items():
                    member = tar.extractfile(f"package/{entry['from']}")
                    if member is None:
                        raise SystemExit(f"{spec} has no {entry['from']}")
                    data = member.read()
                    (TARGET / target).write_bytes(data)
                    entry["sha384"] = digest(data)
    MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n")


def main() -> int:
    if sys.argv[1:] == ["refresh"]:
        refresh()
    wrong = check()
    for line in wrong:
        sys.stderr.write(line + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
