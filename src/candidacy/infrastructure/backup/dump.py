"""The database as a file and back, by PostgreSQL's own programs: ours, or newer ones that are installed."""

import re
import shutil
import subprocess
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import make_url

from candidacy.infrastructure.postgres.embedded.binaries import installed
from candidacy.kernel.errors import Unavailable

_OPTIONS = {
    "host": "PGHOST",
    "hostaddr": "PGHOSTADDR",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}
_HELD_BACK = re.compile("row-level security|row security")
_OTHER_VERSION = re.compile("server version mismatch")


class DumpFailed(Unavailable):
    """The database could not be written to a file, or read from one."""

    code = "dump_failed"


def dump_database(url: str, target: Path) -> None:
    """Write the database as it is at one moment, while others go on with it. Raises DumpFailed."""
    _run(
        "pg_dump",
        url,
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        "--no-comments",
        f"--file={target}",
    )


def load_database(url: str, source: Path) -> None:
    """Fill an empty database, whole or not at all. Raises DumpFailed."""
    name = _environment(url).get("PGDATABASE", "postgres")
    _run(
        "pg_restore",
        url,
        "--no-owner",
        "--no-privileges",
        "--single-transaction",
        "--exit-on-error",
        f"--dbname={name}",
        str(source),
    )


def _run(program: str, url: str, *arguments: str) -> None:
    """The password goes by the environment: arguments can be read by every user of the machine."""
    environment = {"LC_ALL": "C", **_environment(url)}
    done = subprocess.run(  # noqa: S603 - PostgreSQL's program with arguments of ours.
        [_program(program, encrypted="PGSSLMODE" in environment), *arguments],
        env=environment,
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        raise DumpFailed(_explained(program, done.stderr.decode(errors="replace")))


def _program(name: str, *, encrypted: bool) -> str:
    """Ours, which knows every supported server but no TLS; for that the system's."""
    if encrypted and (found := shutil.which(name)):
        return found
    return str(installed() / "pginstall" / "bin" / name)


def _environment(url: str) -> dict[str, str]:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    given = conninfo_to_dict(address)
    return {
        _OPTIONS[key]: str(value) for key, value in given.items() if key in _OPTIONS and value is not None
    }


def _explained(program: str, said: str) -> str:
    last = said.strip().rsplit("\n", 1)[-1] or "no reason was given"
    if _HELD_BACK.search(said):
        return (
            "Row-level security hides rows from the database's user. "
            "Make the backup as a superuser, or as a user with BYPASSRLS."
        )
    if _OTHER_VERSION.search(said):
        return f"The installed {program} is older than the server. Install that of the server's version."
    return f"{program}: {last}"
