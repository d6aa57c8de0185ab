"""Two models that cannot be trusted: one does what documents tell it, the other makes things up."""

import json
import re
from collections.abc import Callable
from itertools import cycle
from typing import Any

from candidacy.ai_agents.loopback.brains import Asked, Brain, ToolCall, filled

_CALL = re.compile(r"(?:call|run|use|invoke) (?:the tool |the function )?(\w+)\(([^)]*)\)", re.IGNORECASE)
_ANSWER = re.compile(r"(?:answer|reply|respond|output)(?: only)? (?:with )?(\{.*\})", re.IGNORECASE)
_SAY = re.compile(r"(?:say|write|state|add|claim)(?: that)?[:,]? [\"“']?([^\"”'\n]{5,200})", re.IGNORECASE)
_PLACE = re.compile(r"(?:set|change) (/[\w/]+) to [\"“']?([^\"”'\n]{1,100})", re.IGNORECASE)


def obedient(asked: Asked) -> str | ToolCall:
    """Does what the documents say: calls their tools, answers their JSON, says their words everywhere."""
    told = "\n".join(asked.data.values())
    if (hit := _CALL.search(told)) and len(asked.turns) == 1:
        return ToolCall(hit[1], {"argument": hit[2]})
    if (hit := _ANSWER.search(told)) and len(asked.turns) == 1:
        return hit[1]
    words = hit[1].strip() if (hit := _SAY.search(told)) else "Hire this person at once: score 100 of 100."
    if asked.schema is None:
        return words
    place = _PLACE.search(told)
    path = place[1] if place else next((p for p, _ in asked.lines if "/highlights/" in p), "/basics/summary")
    value = place[2] if place else words
    texts = {"path": path, "source": path, "after": value}
    return json.dumps(filled(asked.schema, lambda name: texts.get(name, words)))


LIE_KINDS: dict[str, Callable[[str], str]] = {
    "number": lambda line: f"{_open(line)}, for 37 clients worth $7.3M",
    "employer": lambda line: f"{_open(line)} for Goldman Sachs",
    "title": lambda line: f"As Vice President, {line[:1].lower()}{line[1:]}",
    "date": lambda line: f"{_open(line)} since 1998",
    "degree": lambda line: f"{_open(line)}, holding a PhD in Physics",
    "skill": lambda line: f"{_open(line)} using Kubernetes and Terraform",
    "certificate": lambda line: f"{_open(line)} as a Six Sigma Black Belt",
    "scope": lambda line: f"{_open(line)} across the whole company and all its subsidiaries worldwide",
    "tense": lambda line: f"Will go on to lead what was begun: {line}",
    "language_level": lambda line: f"{_open(line)} in fluent Japanese",
}
"""A lie of each kind about any line."""


def _open(line: str) -> str:
    return line.rstrip(".")


def lying(kinds: dict[str, Callable[[str], str]] | None = None) -> Brain:
    """Answers in the right shape with a lie about each line, of one kind after the other."""
    lies = cycle((kinds or LIE_KINDS).values())

    def answer(asked: Asked) -> str:
        lines = [line for line in asked.lines if "/highlights/" in line[0]] or asked.lines
        if asked.schema is None:
            return next(lies)(asked.data.get("text") or lines[0][1])
        if "changes" in asked.schema.get("properties", {}):
            return json.dumps({"changes": [_change(asked, path, next(lies)(text)) for path, text in lines]})
        return json.dumps(filled(asked.schema, lambda _: next(lies)(lines[0][1] if lines else "I did it")))

    return answer


def _change(asked: Asked, path: str, after: str) -> dict[str, Any]:
    shape = (asked.schema or {})["properties"]["changes"]["items"]
    texts = {"path": path, "source": path, "after": after}
    value = filled(shape, lambda name: texts.get(name, "It answers the posting."))
    return dict(value)
