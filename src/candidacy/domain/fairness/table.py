"""A table of applicants with their groups, from CSV."""

import csv
import io
from collections.abc import Mapping, Sequence

from candidacy.domain.fairness.errors import BadGroupTable
from candidacy.domain.fairness.rates import Applicant

_SELECTED = ("selected", "hired", "advanced", "passed")
_SCORE = ("score", "match", "match_score")
_WHO = ("id", "cv", "cv_id", "candidate", "candidate_id", "name", "file", "applicant", "email")
_YES = frozenset(("yes", "y", "true", "1", "x", "selected", "hired", "advanced", "passed"))
_NO = frozenset(("no", "n", "false", "0", "", "-", "rejected", "not selected", "declined"))
_UNKNOWN = frozenset(
    ("", "-", "?", "n/a", "na", "none", "null", "unknown", "not stated", "undisclosed", "prefer not to say")
)
MOST_ROWS, MOST_GROUPS, MOST_COLUMNS = 200_000, 60, 8
MOST_BYTES = 20_000_000


def read_applicants(data: bytes, columns: Sequence[str] = ()) -> tuple[list[Applicant], tuple[str, ...]]:
    """The applicants of a CSV table and the names of the columns that hold groups.

    ``selected`` (yes or no) and ``score`` (a number) are recognised by name, one of them has to be there;
    what names a person is passed over. Every other column is a grouping unless ``columns`` names them.

    Raises:
        BadGroupTable: with what is wrong, and in which row.
    """
    rows, heads = _rows(data)
    selected, score = _first(heads, _SELECTED), _first(heads, _SCORE)
    if selected is None and score is None:
        raise BadGroupTable
    taken = {selected, score, *(h for h in heads if _plain(h) in _WHO)}
    chosen = _chosen(heads, taken, columns)
    found = [_applicant(row, number, selected, score, chosen) for number, row in enumerate(rows, 2)]
    if not found:
        raise BadGroupTable("The table has a heading and no rows. Give one row for each applicant.")
    _require_groups(found, chosen)
    return found, chosen


def _rows(data: bytes) -> tuple[list[dict[str, str]], list[str]]:
    if len(data) > MOST_BYTES:
        raise BadGroupTable(f"The table is larger than {MOST_BYTES // 1_000_000} MB. Split it.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise BadGroupTable("The table is not UTF-8 text. Save it as CSV in UTF-8.") from exc
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    try:
        reader = csv.DictReader(io.StringIO(text), delimiter=separator, strict=True)
        heads = [h.strip() for h in reader.fieldnames or () if h]
        rows = [{(k or "").strip(): (v or "").strip() for k, v in row.items() if k} for row in reader]
    except (csv.Error, AttributeError) as exc:
        raise BadGroupTable(f"The table is not CSV: {exc}.") from exc
    if len(rows) > MOST_ROWS:
        raise BadGroupTable(f"The table has over {MOST_ROWS} rows. Split it.")
    return rows, heads


def _chosen(heads: Sequence[str], taken: set[str | None], columns: Sequence[str]) -> tuple[str, ...]:
    missing = [c for c in columns if c not in heads]
    if missing:
        raise BadGroupTable(f'There is no column "{missing[0]}". There are: {", ".join(heads)}.')
    chosen = tuple(columns) or tuple(dict.fromkeys(h for h in heads if h not in taken))
    if not chosen:
        raise BadGroupTable("No column holds groups. Add one, for example sex.")
    if len(chosen) > MOST_COLUMNS:
        raise BadGroupTable(f"There are over {MOST_COLUMNS} columns of groups. Name those that matter.")
    return chosen


def _applicant(
    row: Mapping[str, str], number: int, selected: str | None, score: str | None, columns: Sequence[str]
) -> Applicant:
    groups = {c: row[c] for c in columns if row.get(c, "").casefold() not in _UNKNOWN}
    return Applicant(
        score=_number(row.get(score, ""), number) if score else None,
        selected=_yes(row.get(selected, ""), number) if selected else None,
        groups=groups,
    )


def _number(value: str, row: int) -> float | None:
    if value.casefold() in _UNKNOWN:
        return None
    try:
        found = float(value.replace(",", "."))
    except ValueError as exc:
        raise BadGroupTable(f'Row {row}: the score "{value[:40]}" is no number.') from exc
    if not abs(found) < float("inf"):
        raise BadGroupTable(f'Row {row}: the score "{value[:40]}" is no number.')
    return found


def _yes(value: str, row: int) -> bool:
    known = value.casefold()
    if known not in _YES and known not in _NO:
        raise BadGroupTable(f'Row {row}: whether "{value[:40]}" is selected is not clear. Write yes or no.')
    return known in _YES


def _require_groups(applicants: Sequence[Applicant], columns: Sequence[str]) -> None:
    for column in columns:
        if len({a.groups[column] for a in applicants if column in a.groups}) > MOST_GROUPS:
            raise BadGroupTable(
                f'The column "{column}" has over {MOST_GROUPS} different values. '
                "Put them into groups, or name the columns that hold groups."
            )


def _first(heads: Sequence[str], names: Sequence[str]) -> str | None:
    by_name = {_plain(h): h for h in reversed(heads)}
    return next((by_name[name] for name in names if name in by_name), None)


def _plain(head: str) -> str:
    return head.casefold().replace(" ", "_").replace("-", "_")
