"""The CSV files of the archive."""

import csv
import io
import re

from candidacy.domain.exchange.errors import BadExchangeFile
from candidacy.domain.reading.archive import OfficeArchive
from candidacy.domain.reading.text import decode

_MAX_ROWS = 5_000
_MAX_CELL = 200_000


def key_of(name: str) -> str:
    """A member's name as it is compared: ``Basic_Export/Email Addresses.csv`` is ``emailaddresses``."""
    last = name.rsplit("/", 1)[-1].casefold().removesuffix(".csv")
    return re.sub(r"[^a-z]", "", last)


def members(archive: OfficeArchive) -> dict[str, str]:
    """The CSV members by their key."""
    return {
        key_of(name): name for name in sorted(archive.names, reverse=True) if name.lower().endswith(".csv")
    }


def rows_of(archive: OfficeArchive, name: str) -> list[dict[str, str]]:
    """The rows of a member: for each its filled cells by the name of the column, lower case."""
    csv.field_size_limit(_MAX_CELL)
    reader = csv.DictReader(io.StringIO(decode(archive.unpacked(name)), newline=""))
    rows = []
    try:
        for row in reader:
            filled = {_column(k): v.strip() for k, v in row.items() if isinstance(k, str) and v and v.strip()}
            if filled:
                rows.append(filled)
            if len(rows) > _MAX_ROWS:
                break
    except csv.Error as error:
        raise BadExchangeFile(
            f"{name} in this archive is no CSV table. Ask LinkedIn for it again."
        ) from error
    return rows


def _column(name: str) -> str:
    return " ".join(name.replace("\ufeff", "").casefold().split())
