"""Applications as a file: CSV that a spreadsheet cannot be made to run, and JSON with everything."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

HEAD = (
    "Title",
    "Company",
    "Status",
    "URL",
    "Location",
    "Source",
    "Salary",
    "Tags",
    "Date saved",
    "Date applied",
    "CV",
    "Match",
    "Notes",
)
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


class ExportFormat(StrEnum):
    """What applications can be had as."""

    CSV = "csv"
    JSON = "json"


MEDIA_TYPES = {ExportFormat.CSV: "text/csv; charset=utf-8", ExportFormat.JSON: "application/json"}


def harmless(cell: str) -> str:
    """Text that a spreadsheet would run as a formula, kept as text."""
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The file, with the mark that tells Excel its encoding."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(HEAD)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def write_json(rows: Sequence[dict[str, Any]]) -> bytes:
    return json.dumps({"applications": rows}, ensure_ascii=False, indent=1).encode()
