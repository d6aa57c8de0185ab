"""Who gets which version, and what is said of it and when."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from candidacy.ai_agents.prompts.experiments import (
    Arm,
    Experiment,
    Outcomes,
    StopRule,
    Verdict,
    assign,
    mean,
    share,
    standing,
)


def experiment(*weights: int, stop: StopRule | None = None) -> Experiment:
    arms = tuple(Arm(name=f"arm{n}", version=n + 1, weight=w) for n, w in enumerate(weights))
    return Experiment(name="wording", prompt_id="area.name", arms=arms, stop=stop or StopRule())


def outcomes(*told: tuple[int, int]) -> list[Outcomes]:
    return [Outcomes(f"arm{n}", accepted=accepted, offered=of) for n, (accepted, of) in enumerate(told)]


@given(st.text())
def test_a_subject_always_gets_the_same_arm(subject: str) -> None:
    assert assign(experiment(1, 1), subject) == assign(experiment(1, 1), subject)


def test_arms_get_subjects_by_their_weights() -> None:
    drawn = Counter(assign(experiment(3, 1), str(n)).name for n in range(4_000))

    assert 2_850 < drawn["arm0"] < 3_150


def test_an_arm_without_weight_gets_nobody() -> None:
    assert {assign(experiment(1, 0), str(n)).name for n in range(500)} == {"arm0"}


@pytest.mark.parametrize("weights", [(1,), (0, 0)])
def test_an_experiment_that_cannot_be_drawn_is_refused(weights: tuple[int, ...]) -> None:
    with pytest.raises(ValidationError):
        experiment(*weights)


def test_two_arms_of_one_name_are_refused() -> None:
    arm = Arm(name="same", version=1)

    with pytest.raises(ValidationError, match="same name"):
        Experiment(name="wording", prompt_id="area.name", arms=(arm, arm))


def test_a_share_has_its_wilson_interval() -> None:
    found = share(8, 10, enough=10)

    assert (found.value, round(found.low or 0, 3), round(found.high or 0, 3)) == (0.8, 0.490, 0.943)


def test_a_mean_has_its_interval() -> None:
    values = [1.0, 2.0, 3.0, 4.0]

    found = mean(sum(values), sum(v * v for v in values), 4, enough=4)

    assert (found.value, round(found.low or 0, 3), round(found.high or 0, 3)) == (2.5, 1.235, 3.765)


@pytest.mark.parametrize("found", [share(9, 9, enough=10), mean(9, 9, 9, enough=10), mean(1, 1, 1, enough=1)])
def test_before_there_is_enough_nothing_is_said(found: object) -> None:
    assert not getattr(found, "enough", True)


def test_one_arm_without_enough_outcomes_keeps_all_waiting() -> None:
    found = standing(experiment(1, 1), outcomes((50, 50), (0, 49)))

    assert (found.verdict, found.over) == (Verdict.NOT_ENOUGH_DATA, False)


def test_an_arm_of_which_nothing_was_heard_keeps_all_waiting() -> None:
    assert standing(experiment(1, 1), outcomes((50, 50))).verdict is Verdict.NOT_ENOUGH_DATA


def test_a_small_difference_is_none() -> None:
    assert standing(experiment(1, 1), outcomes((50, 100), (55, 100))).verdict is Verdict.UNDECIDED


def test_a_large_one_is_told_with_its_arm() -> None:
    found = standing(experiment(1, 1), outcomes((40, 100), (80, 100)))

    assert (found.verdict, found.arm, found.over) == (Verdict.BETTER, "arm1", True)


def test_an_arm_that_does_harm_ends_it() -> None:
    found = standing(experiment(1, 1), outcomes((80, 100), (40, 100)))

    assert (found.verdict, found.arm, found.over) == (Verdict.WORSE, "arm1", True)


def test_a_sure_but_harmless_loss_is_not_harm() -> None:
    stop = StopRule(enough=50, most=100_000, harm=0.5)

    assert (
        standing(experiment(1, 1, stop=stop), outcomes((800, 1000), (600, 1000))).verdict is Verdict.UNDECIDED
    )


def test_before_the_last_look_a_difference_has_to_be_surer() -> None:
    early, last = StopRule(enough=50, most=1_000), StopRule(enough=50, most=200)
    told = outcomes((100, 200), (122, 200))

    assert standing(experiment(1, 1, stop=early), told).verdict is Verdict.UNDECIDED
    assert standing(experiment(1, 1, stop=last), told).verdict is Verdict.BETTER


def test_it_ends_after_the_most_outcomes() -> None:
    stop = StopRule(enough=20, most=100)

    assert standing(experiment(1, 1, stop=stop), outcomes((50, 100), (50, 100))).verdict is Verdict.ENDED
