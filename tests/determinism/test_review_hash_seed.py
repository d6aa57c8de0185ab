import subprocess
import sys

import pytest

SCRIPT = """
from candidacy.domain.review.tests.factories import reviewed
from candidacy.domain.review.tests.test_review import POOR
print(reviewed(POOR, industry={industry!r}).model_dump_json())
"""


def printed(industry: str, seed: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", SCRIPT.format(industry=industry)],
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        check=True,
        text=True,
    ).stdout


@pytest.mark.deep
@pytest.mark.parametrize("industry", ["general", "software"])
def test_the_hash_seed_of_the_process_changes_nothing_in_a_review(industry: str) -> None:
    reviews = {printed(industry, seed) for seed in ("0", "1", "4242")}

    assert len(reviews) == 1
    assert '"overall_score"' in reviews.pop()
