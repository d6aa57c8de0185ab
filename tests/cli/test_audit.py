"""How groups fare, on the command line."""

from pathlib import Path
from typing import Any

TABLE = "score,selected,sex\n90,yes,male\n80,yes,male\n70,no,female\n60,yes,female\n50,no,\n"


def test_fair_002_a_table_gives_rates_and_ratios_as_one_json_value(candidacy: Any, folder: Path) -> None:
    (folder / "groups.csv").write_text(TABLE)

    ended = candidacy("audit", "groups.csv", "--json")

    (part,) = ended.values[0]["breakdowns"]
    assert ended.code == 0
    assert [(g["name"], g["selection_ratio"], g["below_four_fifths"]) for g in part["groups"]] == [
        (["female"], 0.5, True),
        (["male"], 1.0, False),
    ]


def test_a_table_that_cannot_be_used_ends_with_one_line_and_code_1(candidacy: Any, folder: Path) -> None:
    (folder / "groups.csv").write_text("sex\nmale\n")

    ended = candidacy("audit", "groups.csv")
    missing = candidacy("audit", "nowhere.csv")

    assert (ended.code, missing.code) == (1, 1)
    assert "selected" in ended.err
    assert "nowhere.csv cannot be read" in missing.err


def test_nothing_given_is_wrong_usage(candidacy: Any) -> None:
    assert candidacy("audit").code == 2


def test_fair_005_the_notice_is_printed(candidacy: Any) -> None:
    ended = candidacy("audit", "--notice")

    assert ended.out.startswith("Notice to applicants")
