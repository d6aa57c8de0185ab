"""What a prompt can be tried with: a small invented CV and job, cut as prompts need them."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

from candidacy.ai_agents.prompts.template import PromptTemplate


def samples_of(template: PromptTemplate) -> dict[str, str]:
    """A text for each variable of a prompt, by its name; empty for a name that no sample is kept of."""
    return {name: _samples().get(name, "") for name in template.variables}


@cache
def _samples() -> Mapping[str, str]:
    text = files(__package__).joinpath("samples.yaml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, str]).validate_python(yaml.safe_load(text))
