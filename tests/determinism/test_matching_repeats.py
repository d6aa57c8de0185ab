"""The order in which Python hashes strings differs by process; the answer of a match must not."""

import os
import subprocess
import sys

import pytest

SCRIPT = """
from candidacy.domain.matching.tests.samples import matched
print(matched().model_dump_json())
"""


def _answer(seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout


@pytest.mark.deep
def test_a_match_is_the_same_whatever_the_order_of_hashes() -> None:
    answers = {_answer(seed) for seed in ("0", "1", "4242")}

    assert len(answers) == 1
    assert '"formula":"match-3"' in answers.pop()
