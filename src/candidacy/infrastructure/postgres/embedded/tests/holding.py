"""A process that uses the embedded server until its input ends: prints the address, or the error."""

import sys
from pathlib import Path

from candidacy.infrastructure.postgres.embedded import EmbeddedPostgres
from candidacy.kernel.errors import AppError


def main(root: Path) -> None:
    try:
        with EmbeddedPostgres(root, options={"fsync": "off"}) as url:
            sys.stdout.write(f"{url}\n")
            sys.stdout.flush()
            sys.stdin.read()
    except AppError as exc:
        sys.stdout.write(f"{exc.code}: {exc.message}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
