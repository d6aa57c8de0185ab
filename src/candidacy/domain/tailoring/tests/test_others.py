"""The guard on what others did, and on roles that were less than their name."""

import pytest

from candidacy.domain.tailoring import ClaimKind, check_text
from candidacy.domain.tailoring.tests.test_wording import against, facts_of

LIES = [
    (
        "Plans were drawn by me and checked by an engineer",
        "Plans were drawn and checked by me",
        ClaimKind.SCOPE,
    ),
    ("Drew plans, checked by an engineer", "Drew and checked plans", ClaimKind.SCOPE),
    ("Buoys were painted and moored by a contractor", "Painted buoys", ClaimKind.SCOPE),
    ("Wrote a report, edited by a colleague", "Changed a report", ClaimKind.SCOPE),
    ("Diving under supervision of an instructor", "Supervision of diving", ClaimKind.SCOPE),
    ("Diving under the direct supervision of an instructor", "Supervised diving", ClaimKind.SCOPE),
    ("Diving, under supervision", "Supervised diving", ClaimKind.SCOPE),
    ("Steered the boat under close guidance", "Steered the boat", ClaimKind.SCOPE),
    ("Co-wrote the guide", "Wrote the guide", ClaimKind.SCOPE),
    ("Jointly wrote the guide", "Wrote the guide", ClaimKind.SCOPE),
    ("Marked trees for the forester", "Marked trees as the forester", ClaimKind.TITLE),
    ("Was the stand-in for the buyer", "Was the buyer", ClaimKind.TITLE),
    ("Was interim secretary of the club", "Was secretary of the club", ClaimKind.TITLE),
    ("Substitute for the translator", "Translator", ClaimKind.TITLE),
    ("Carried bags; stood in for the translator", "Carried bags; translator", ClaimKind.TITLE),
    ("Reports were signed off by my manager", "Signed off reports", ClaimKind.SCOPE),
    ("Deputy head of the choir", "Head of the choir", ClaimKind.TITLE),
]
HONEST = [
    ("Plans were drawn by me and checked by an engineer", "Drew plans, checked by an engineer"),
    (
        "Plans were drawn by me and checked by an engineer",
        "Drew plans, to be checked by an engineer",
    ),
    ("Plans were drawn by me and checked by an engineer", "Drew plans for checking by an engineer"),
    ("Plans were drawn by me and checked by an engineer", "Drew plans that an engineer checked"),
    ("Plans were drawn by me and checked by an engineer", "Drew some checked plans"),
    ("Checked plans, also checked by an engineer", "Checked plans"),
    ("Inspected plans, edited by a colleague", "Checked plans"),
    ("Plans were checked by hand", "Checked plans by hand"),
    ("Plans were checked by phone", "Checked plans by phone"),
    ("Diving under supervision", "Diving under supervision of others"),
    ("Diving under the supervision of others", "Diving under the supervision of others"),
    ("Planted trees, some felling under supervision", "Planted trees and did some supervised felling"),
    ("Steered the boat under guidance; cooked", "Cooked"),
    ("Co-wrote the guide", "Co-authored the guide"),
    ("Co-wrote the guide", "Wrote the guide together with others"),
    ("Marked trees for the forester", "Tagged trees for the forester"),
    ("Was interim secretary of the club", "Interim secretary of the club"),
    ("Was secretary of the club", "Secretary of the club"),
    ("Reports were signed off by my manager", "Reports, signed off by my manager"),
    ("Installed lighting and sockets", "Fitted sockets and lighting"),
    ("Install lighting", "Fit lighting"),
    ("Was the secretary; cleaned", "Cleaned; was the secretary"),
    ("Took the translator's calls", "Took the translator's calls"),
    ("Listed buoys painted and moored by a contractor", "Listed buoys, painted and moored by a contractor"),
    ("Wrote to the translator department", "Wrote to the translator department"),
]


@pytest.mark.parametrize(("line", "after", "kind"), LIES)
def test_what_others_did_or_were_is_not_told_as_ones_own(line: str, after: str, kind: ClaimKind) -> None:
    assert kind in against(line, after)


@pytest.mark.parametrize(("line", "after"), HONEST)
def test_what_is_left_to_others_is_no_claim(line: str, after: str) -> None:
    assert not against(line, after)


def test_a_title_is_not_told_without_what_makes_it_less() -> None:
    facts = facts_of("Cut hedges", position="Assistant Surveyor")
    assert [r.kind for r in check_text("Surveyor who cut hedges", facts)] == [ClaimKind.TITLE]
    assert not check_text("Assistant surveyor who cut hedges", facts)
