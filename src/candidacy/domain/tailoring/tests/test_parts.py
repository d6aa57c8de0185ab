"""The guard on parts told as the whole, and on what was done now and then."""

import pytest

from candidacy.domain.tailoring import ClaimKind, check_text
from candidacy.domain.tailoring.tests.test_wording import against, facts_of

LIES = [
    ("Repaired some of the looms", "Repaired most of the looms", ClaimKind.SCOPE),
    ("Repaired some of the looms", "Repaired the looms", ClaimKind.SCOPE),
    ("Repaired some of the looms", "Repaired many looms", ClaimKind.SCOPE),
    ("Repaired some of the old looms", "Repaired the old looms", ClaimKind.SCOPE),
    ("Wrote part of the manual", "Wrote the manual", ClaimKind.SCOPE),
    ("Wrote part of the manual", "Wrote most of the manual", ClaimKind.SCOPE),
    ("Digitised a third of the archive", "Digitised the archive", ClaimKind.SCOPE),
    ("Repaired looms", "Repaired almost all looms", ClaimKind.SCOPE),
    ("Tested one of the pumps", "Tested pumps", ClaimKind.SCOPE),
    ("Tested one of the pumps", "Tested some of the pumps", ClaimKind.SCOPE),
    ("Translated 14 of the 40 chapters", "Translated the 40 chapters", ClaimKind.NUMBER),
    ("Translated 14 of 40 chapters", "Translated 40 chapters", ClaimKind.NUMBER),
    ("Translated some of the 40 chapters", "Translated 40 chapters", ClaimKind.NUMBER),
    ("Translated 14 of the 40 chapters", "Translated the chapters", ClaimKind.SCOPE),
    ("Inspected up to 30 lifts", "Inspected about 30 lifts", ClaimKind.NUMBER),
    ("Inspected almost 30 lifts", "Inspected 30 lifts", ClaimKind.NUMBER),
    ("Inspected 30 lifts", "Inspected under 30 lifts", ClaimKind.NUMBER),
    ("Sometimes trained cashiers", "Trained cashiers", ClaimKind.SCOPE),
    ("Trained cashiers sometimes", "Trained cashiers", ClaimKind.SCOPE),
    ("Sometimes trained cashiers", "Often trained cashiers", ClaimKind.SCOPE),
    ("Trained cashiers", "Always trained cashiers", ClaimKind.SCOPE),
    ("Wrote two chapters of the handbook", "Wrote the handbook", ClaimKind.SCOPE),
    ("Wrote some articles", "Wrote the articles", ClaimKind.SCOPE),
    ("Translated 14 chapters of the handbook", "Translated the handbook", ClaimKind.SCOPE),
    ("Occasional sales of tickets at fairs; cleaning", "Sales of tickets at fairs", ClaimKind.SCOPE),
]
HONEST = [
    ("Repaired some of the looms", "Repaired several looms"),
    ("Repaired some of the looms", "Repaired looms"),
    ("Repaired many of the looms", "Repaired some of the looms"),
    ("Repaired all of the looms", "Repaired most of the looms"),
    ("Wrote part of the manual", "Wrote parts of the manual"),
    ("Wrote part of the manual", "Contributed to the manual"),
    ("Tested one of the pumps", "Tested a pump"),
    ("Tested one of them", "Tested one"),
    ("Translated 14 of the 40 chapters", "Translated 14 chapters"),
    ("Translated 14 of the 40 chapters", "Translated 14 chapters, of 40"),
    ("Translated some of the 40 chapters", "Translated some of 40 chapters"),
    ("Led 9 of a kind", "Led 9"),
    ("Led a team of 9 nurses", "Led 9 nurses"),
    ("Inspected up to 30 lifts", "Inspected a maximum of 30 lifts"),
    ("Inspected almost 30 lifts", "Inspected nearly 30 lifts"),
    ("Sometimes trained cashiers", "Occasionally trained cashiers"),
    ("Sometimes trained cashiers", "Trained some cashiers"),
    ("Often trained cashiers", "Frequently trained cashiers"),
    ("Planted some 6,000 trees", "Planted some 6,000 trees"),
    ("Did some felling", "Did felling"),
    ("Wrote some", "Wrote some"),
    ("Sold 9 of them", "Sold 9"),
    ("Some of the looms were repaired", "Looms were repaired"),
    ("Repaired some of the looms, pumps and fans", "Repaired fans"),
    ("Cleaned, and now and then sold tickets", "Cleaned"),
]


@pytest.mark.parametrize(("line", "after", "kind"), LIES)
def test_more_of_a_thing_or_more_often_than_the_line_says_is_refused(
    line: str, after: str, kind: ClaimKind
) -> None:
    assert kind in against(line, after)


@pytest.mark.parametrize(("line", "after"), HONEST)
def test_as_much_of_a_thing_or_less_is_no_claim(line: str, after: str) -> None:
    assert not against(line, after)


def test_a_summary_is_held_to_a_part_where_it_tells_all_of_it() -> None:
    facts = facts_of("Wrote part of the safety manual")
    assert check_text("Wrote the safety manual", facts)
    assert not check_text("Clerk with a manual", facts)
