"""Two versions of a prompt beside each other, intervals in words, and the installation's settings."""

import pytest
from pydantic import SecretStr, ValidationError

from candidacy.ai_agents.prompts import PromptTemplate, library
from candidacy.ai_agents.prompts.experiments import Interval
from candidacy.features.agents.pages.prompts import shown
from candidacy.features.agents.policies.settings import InstallationModel
from candidacy.features.agents.service.prompts import differences


def version(user: str) -> PromptTemplate:
    hello = library().get("check.hello")
    return hello.model_copy(update={"prompts": hello.prompts.model_copy(update={"user": user})})


def test_agent_010_versions_are_told_apart_line_by_line() -> None:
    lines = differences(version("Hello.\nSay ready."), version("Hello.\nSay that you are ready."))

    assert ("", "Hello.") in lines
    assert [line for line in lines if line[0]] == [("-", "Say ready."), ("+", "Say that you are ready.")]


def test_versions_that_say_the_same_differ_in_nothing() -> None:
    assert {sign for sign, _ in differences(version("Hello."), version("Hello."))} == {""}


def test_agent_011_a_figure_comes_with_its_interval() -> None:
    assert shown(Interval(80, 0.5, 0.39, 0.61), share=True) == "50 % (39 % to 61 %, of 80)"
    assert shown(Interval(80, 1234.5, 1000, 1500), share=False) == "1,234 (1,000 to 1,500, of 80)"
    assert shown(Interval(3, None, None, None), share=True) == "not enough data yet (3)"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"provider": "openai"}, "CANDIDACY_MODEL__NAME"),
        ({"name": "m"}, "CANDIDACY_MODEL__PROVIDER"),
        ({"provider": "openai_compatible", "name": "m"}, "CANDIDACY_MODEL__BASE_URL"),
        ({"provider": "openai", "name": "m", "monthly_cost": 5}, "CANDIDACY_MODEL__MONTHLY_COST"),
    ],
)
def test_agent_004_half_a_model_stops_the_start_and_is_named(given: dict[str, object], named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        InstallationModel.model_validate(given)


def test_agent_004_the_model_that_is_set_is_told_without_its_key() -> None:
    here = InstallationModel(
        provider="openai_compatible",
        name="llama3.1:8b",
        base_url="http://127.0.0.1:11434/v1",
        api_key=SecretStr("sk-secret"),
        input_price=1,
        monthly_cost=5,
    )

    assert here.said == "llama3.1:8b (http://127.0.0.1:11434/v1) of openai_compatible, with a key."
    assert InstallationModel(provider="openai", name="gpt").said == "gpt of openai, without a key."
    assert InstallationModel().said.startswith("None")
