"""Whatever a model says in the words that the guard knows, the guard has an answer."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candidacy.domain.tailoring import check
from candidacy.domain.tailoring.tests.samples import reworded
from candidacy.domain.tailoring.tests.test_wording import PATH, facts_of

WORDS = Path(__file__).parents[1] / "guard" / "words"
KNOWN = sorted({w for f in WORDS.glob("*.yaml") for w in re.findall(r"[\w&'-]+", f.read_text("utf-8"))})
ODD = [
    "halving",
    "%",
    "$",
    "12-",
    "-12",
    "1,2,3",
    "½",
    "²",
    "1e9",
    "0",
    "9" * 20,
    "١٢",
    "ten-fold",
    "on-call",
    "\0",
]
LINES = (
    "Negotiated 12 leases with the owner, up to 30 % below the asked rent, twice a year",
    "Helped the nurse with rounds; the doctor, who led them, checked half of the charts",
)


@pytest.mark.deep
@settings(max_examples=1500, deadline=None)
@given(
    st.sampled_from(LINES), st.lists(st.sampled_from([*KNOWN, *ODD, *" ".join(LINES).split()]), max_size=14)
)
def test_agt_004_the_guard_answers_whatever_is_said(line: str, said: list[str]) -> None:
    facts = facts_of(line)

    for one in check(reworded(PATH, " ".join(said) or "x", facts), facts):
        assert one.claim
