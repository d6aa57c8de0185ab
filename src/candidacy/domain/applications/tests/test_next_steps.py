"""What is next where nothing is planned."""

from candidacy.domain.applications.next_steps import ACTIVE, next_step
from candidacy.domain.applications.stages import FINAL, Category


def test_app_025_every_stage_that_is_not_the_end_has_a_next_step() -> None:
    assert set(ACTIVE) == set(Category) - FINAL
    assert all(next_step(category) for category in ACTIVE)


def test_app_025_an_offer_comes_before_what_was_only_saved() -> None:
    assert (ACTIVE[0], ACTIVE[-1]) == (Category.OFFER, Category.SAVED)
