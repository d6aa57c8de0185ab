"""Which version of a prompt is used."""

import pytest

from candidacy.features.agents.models import PromptExperiment
from candidacy.features.agents.service.experiments import choices_of, known_arm
from candidacy.kernel.ids import uuid7

NOBODY = "018900000000700080000000000000aa"


def experiment(*versions: int) -> PromptExperiment:
    arms = [{"name": f"v{n}", "version": version, "weight": 1} for n, version in enumerate(versions)]
    return PromptExperiment(id=uuid7(), prompt="check.hello", arms=arms, rule={})


def test_without_a_choice_the_newest_version_is_used() -> None:
    assert choices_of({}, [], "unit").choose("check.hello") is None


def test_agent_010_the_version_that_was_chosen_is_used() -> None:
    chosen = choices_of({"check.hello": 1}, [], "unit").choose("check.hello")

    assert chosen is not None
    assert (chosen.version, chosen.experiment) == (1, None)


def test_agent_011_an_experiment_goes_before_a_choice() -> None:
    row = experiment(1, 1)

    chosen = choices_of({"check.hello": 1}, [row], "unit").choose("check.hello")

    assert chosen is not None
    assert known_arm(chosen.experiment) in {(row.id, "v0"), (row.id, "v1")}


def test_versions_that_do_not_ship_any_more_are_passed_over() -> None:
    choices = choices_of({"check.hello": 99, "no.such": 1}, [experiment(1, 99)], "unit")

    assert choices.choose("check.hello") is None
    assert choices.choose("no.such") is None


@pytest.mark.parametrize("named", [None, "", "mine:a", "mine", f"{NOBODY}:", NOBODY])
def test_an_arm_of_nobody_s_experiment_is_none_of_ours(named: str | None) -> None:
    assert known_arm(named) is None
