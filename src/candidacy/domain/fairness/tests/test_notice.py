from candidacy.domain.fairness import applicant_notice
from candidacy.domain.matching.formula import FORMULA


def test_fair_005_the_notice_names_the_formula_what_counts_and_whom_to_ask() -> None:
    text = applicant_notice(
        employer="Ledger Ltd", posting="Engineer", contact="hr@example.org", retention="6 months"
    )

    assert FORMULA in text
    assert "Write to hr@example.org." in text
    assert "[" not in text


def test_what_is_not_known_yet_stays_in_brackets() -> None:
    assert "[employer]" in applicant_notice()
