"""The JSON in an answer, and the turn that asks to repair it."""

import json
import re
from typing import Any

from candidacy.ai_agents.errors import ModelAnswerUnusable
from candidacy.ai_agents.prompts import PromptTemplate
from candidacy.ai_agents.providers import Message


class BadShape(ModelAnswerUnusable):
    """The model gave no usable answer, even when asked again. Try again, or choose another model."""

    def __init__(self, complaint: str) -> None:
        super().__init__()
        self.complaint = complaint
        """For the model."""


_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.DOTALL)
_FENCE = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)
_DEEPEST = 20
_SHOWN = 4_000


def json_of(text: str, template: PromptTemplate) -> Any:
    """The value of an answer, held to the schema. Raises ModelAnswerUnusable with what is wrong."""
    value = _read(text)
    complaints = template.complaints(value)
    if complaints:
        raise BadShape("; ".join(complaints))
    return value


def _read(text: str) -> Any:
    """The first JSON object of a text, which may stand behind thoughts and within a fence."""
    said = _THOUGHT.sub("", text)
    fence = _FENCE.search(said)
    said = fence[1] if fence else said
    start = said.find("{")
    if start < 0:
        raise BadShape("there is no JSON object")
    if _depth(said) > _DEEPEST:
        raise BadShape("the JSON is nested too deeply")
    try:
        return json.JSONDecoder().raw_decode(said[start:])[0]
    except ValueError as exc:
        raise BadShape(f"the JSON cannot be read: {exc}") from exc


def _depth(text: str) -> int:
    """How deep brackets are nested, those in texts included: a bound, without recursion."""
    depth = deepest = 0
    for character in text:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def repair_turns(text: str, complaint: str) -> tuple[Message, ...]:
    """What the model said, and what is wrong with it."""
    asked = (
        f"This is not usable: {complaint[:1_000]}. Answer again, with one JSON value that holds to the "
        "schema and with nothing else."
    )
    said = text[:_SHOWN].strip() or "(no text)"
    return (Message("assistant", said), Message("user", asked))


_TOKEN = 4
"""Characters of a token, about: where a provider does not count."""


def tokens_of(*texts: str) -> int:
    """About how many tokens texts are, never too few for plain English."""
    return sum(len(text) // _TOKEN + 1 for text in texts)
