"""The steps of a review: the agents read, the aggregator holds what they say against the CV."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from candidacy.ai_agents.client import ModelClient
from candidacy.ai_agents.evidence import Quotes, cv_lines, is_verdict, language_name, plain
from candidacy.ai_agents.interface import (
    Degraded,
    Made,
    Observation,
    Observations,
    Progress,
    ReviewRequest,
)
from candidacy.ai_agents.workflows.review.state import ReviewState
from candidacy.ai_agents.workflows.running import tell
from candidacy.domain.review import Quote, industries
from candidacy.kernel.errors import AppError

AGENTS = ("structure", "appeal")
_MADE, _DEGRADED = TypeAdapter(Made), TypeAdapter(Degraded)
_MOST = 6
"""Observations of an agent that are taken."""


@dataclass(frozen=True)
class Reading:
    """One agent reads the CV: one call."""

    agent: str
    client: ModelClient
    request: ReviewRequest
    progress: Progress | None

    async def __call__(self, _: ReviewState) -> dict[str, Any]:
        await tell(self.progress, self.agent, 0.1)
        try:
            answer = await self.client.ask(f"review.{self.agent}", self._variables())
        except AppError as exc:
            lost = Degraded(self.agent, exc.code, exc.message)
            return {"said": [{"agent": self.agent, "lost": _DEGRADED.dump_python(lost, mode="json")}]}
        made = _MADE.dump_python(answer.made, mode="json")
        return {"said": [{"agent": self.agent, "observations": answer.value["observations"], "made": made}]}

    def _variables(self) -> dict[str, str]:
        request = self.request
        document = request.document
        language = (document.language if document else None) or "en"
        variables = {
            "cv": cv_lines(request.sourced.resume),
            "findings": "\n".join(_findings(request)),
            "language": language_name(language),
        }
        if self.agent == "appeal":
            variables["industry"] = _field_of_work(request.review.industry)
        return variables


def _findings(request: ReviewRequest) -> Iterable[str]:
    """What the rubric found, without its numbers."""
    for finding in request.review.findings:
        yield f"{finding.criterion} ({finding.title}): {finding.status.value}"


def _field_of_work(name: str) -> str:
    field = industries()[name]
    words = ", ".join(term.replace("*", "") for term in field.terms)
    return f"{field.title}. Words of the field: {words}. Proof it looks for: {', '.join(field.evidence)}."


@dataclass(frozen=True)
class Aggregator:
    """What the agents said, as far as it holds."""

    request: ReviewRequest
    progress: Progress | None

    async def __call__(self, state: ReviewState) -> dict[str, Any]:
        await tell(self.progress, "aggregate", 0.9)
        said = sorted(state["said"], key=lambda s: AGENTS.index(s["agent"]))
        sorting = _Sorting(self.request)
        for one in said:
            for observation in one.get("observations", ())[:_MOST]:
                sorting.take(one["agent"], observation)
        result = Observations(
            observations=tuple(sorting.kept),
            quotes_verified=sorting.verified,
            quotes_dropped=sorting.false,
            dropped=sorting.dropped,
            made=tuple(_MADE.validate_python(one["made"]) for one in said if "made" in one),
            degraded=tuple(_DEGRADED.validate_python(one["lost"]) for one in said if "lost" in one),
        )
        return {"result": result.model_dump(mode="json")}


class _Sorting:
    """Observations on their way: with true quotes, without numbers of their own, each once."""

    def __init__(self, request: ReviewRequest) -> None:
        self._request = request
        self._quotes = Quotes(request.sourced, request.document)
        self.kept: list[Observation] = []
        self.verified = self.false = self.dropped = 0

    @cached_property
    def _known(self) -> str:
        return "\n".join(self._quotes.texts)

    def take(self, agent: str, given: dict[str, Any]) -> None:
        quotes = self._true(given["quotes"])
        text = plain(given["text"], known=self._known)
        if (
            not quotes
            or text is None
            or is_verdict(text, known=self._known)
            or any(o.text == text for o in self.kept)
        ):
            self.dropped += 1
            return
        criteria = {finding.criterion for finding in self._request.review.findings}
        criterion = given["criterion"] if given["criterion"] in criteria else None
        self.kept.append(
            Observation(agent=agent, kind=given["kind"], text=text, quotes=tuple(quotes), criterion=criterion)
        )

    def _true(self, given: Sequence[dict[str, str]]) -> list[Quote]:
        found = [self._quotes.find(one["quote"], one["path"]) for one in given]
        true = [quote for quote in found if quote is not None]
        self.verified += len(true)
        self.false += len(found) - len(true)
        return true
