"""audit: how groups of applicants fare, and the notice that applicants get."""

import sys
from pathlib import Path

from candidacy.domain.fairness import (
    BadGroupTable,
    Breakdown,
    GroupRates,
    applicant_notice,
    audit_groups,
    read_applicants,
)
from candidacy.entrypoints.cli.output import failing_clearly, print_heading, print_json, print_table


def audit(table: str, *, columns: list[str], as_json: bool) -> None:
    """Print the rates of a CSV table; - is standard input."""
    with failing_clearly():
        found = audit_groups(*read_applicants(_bytes(table), columns))
        if as_json:
            print_json(found.model_dump(mode="json"))
            return
        selected = "" if found.selected is None else f", {found.selected} selected"
        middle = "" if found.median_score is None else f", median score {found.median_score:g}"
        print_heading(f"{found.applicants} applicants{selected}{middle}")
        for part in found.breakdowns:
            _show(part)
        print_heading(
            f"{found.flagged} below four fifths of the group that fares best"
            " (a sign of adverse impact to look into, no proof of it)"
        )


def notice() -> None:
    """Print the notice for applicants."""
    sys.stdout.write(applicant_notice())


def _bytes(table: str) -> bytes:
    if table == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(table).read_bytes()
    except OSError as exc:
        raise BadGroupTable(f"{table} cannot be read: {exc.strerror or exc}.") from exc


def _show(part: Breakdown) -> None:
    heads = ["Group", "Of", "Selected", "Rate", "Ratio", "Over median", "Ratio", ""]
    rows = [_row(group) for group in part.groups]
    if part.unknown:
        rows.append(["unknown", str(part.unknown), "", "", "", "", "", "no rate"])
    print_table(heads, rows, title=f"By {' and '.join(part.by)}")


def _row(group: GroupRates) -> list[str]:
    sign = "< 4/5" if group.below_four_fifths else "< 2 %" if group.small else ""
    return [
        ", ".join(group.name),
        str(group.applicants),
        "" if group.selected is None else str(group.selected),
        _percent(group.selection_rate),
        _ratio(group.selection_ratio),
        _percent(group.scoring_rate),
        _ratio(group.scoring_ratio),
        sign,
    ]


def _percent(rate: float | None) -> str:
    return "" if rate is None else f"{rate:.1%}"


def _ratio(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:.2f}"
