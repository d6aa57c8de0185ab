"""A ranking as a file: CSV, XLSX or PDF, each row with its reasons."""

import csv
import io
import json
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from candidacy.domain.matching import Match
from candidacy.features.matching.schemas import RankedCv


class ExportFormat(StrEnum):
    """What a ranking can be had as."""

    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"


MEDIA_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.PDF: "application/pdf",
}
HEAD = (
    "Place",
    "Candidate",
    "CV",
    "Ranked by",
    "Score",
    "Feedback",
    "Band",
    "Must-haves met",
    "Must-haves",
    "Main gap",
    "It would gain",
    "Reasons",
)
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_WIDTHS = (6, 26, 26, 10, 8, 9, 8, 10, 10, 34, 9, 90)


class Reasoned(NamedTuple):
    """A row of a ranking and the match that it stands for."""

    row: RankedCv
    match: Match


def write_ranking(title: str, formula: str, rows: Sequence[Reasoned], kind: ExportFormat) -> bytes:
    """The file. The same ranking gives the same rows in each format."""
    table = [_cells(one) for one in rows]
    match kind:
        case ExportFormat.CSV:
            return _csv(table)
        case ExportFormat.XLSX:
            return _xlsx(title, formula, table)
        case ExportFormat.PDF:
            return _pdf(title, formula, table)


def _cells(one: Reasoned) -> list[str | float | int]:
    row = one.row
    reasons = "; ".join(f"{r.text}: {r.status.value}" for r in one.match.requirements)
    return [
        row.place,
        row.candidate_name,
        row.cv_title,
        row.rank_score,
        row.score,
        row.feedback,
        row.band,
        row.must_haves_met,
        row.must_haves,
        row.main_gap.text if row.main_gap else "",
        row.main_gap.gain if row.main_gap else "",
        reasons,
    ]


def _csv(table: Sequence[Sequence[str | float | int]]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(HEAD)
    writer.writerows([[_harmless(cell) for cell in row] for row in table])
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _harmless(cell: str | float) -> str | float:
    """Text that a spreadsheet would run as a formula is kept as text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_SIGNS) else cell


def _xlsx(title: str, formula: str, table: Sequence[Sequence[str | float | int]]) -> bytes:
    import xlsxwriter  # Like typst below, for the few who take a ranking away.

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": title, "comments": f"Formula {formula}"})
        sheet = book.add_worksheet("Ranking")
        sheet.write_row(0, 0, HEAD, book.add_format({"bold": True, "bottom": 1}))
        for number, row in enumerate(table, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                else:
                    sheet.write_number(number, column, cell)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(table)), len(HEAD) - 1)
    return target.getvalue()


def _pdf(title: str, formula: str, table: Sequence[Sequence[str | float | int]]) -> bytes:
    import typst

    shown = {"title": title, "formula": formula, "rows": [[str(cell) for cell in row] for row in table]}
    made = typst.compile(_template(), format="pdf", sys_inputs={"ranking": json.dumps(shown)})
    if not isinstance(made, bytes):
        raise TypeError
    return made


@cache
def _template() -> bytes:
    return files("candidacy.features.matching").joinpath("templates/matching/ranking.typ").read_bytes()
