"""The steps of a tailoring: the model proposes, the guard refuses, the model tries once more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

from candidacy.ai_agents.client import Answer, ModelClient
from candidacy.ai_agents.evidence import cv_lines, not_taken, plain, visible
from candidacy.ai_agents.interface import Degraded, Made, Progress, TailorRequest
from candidacy.ai_agents.workflows.running import tell
from candidacy.ai_agents.workflows.tailoring.state import TailoringState
from candidacy.domain.resume.pointer import BadPointer, get
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring import Change, Facts, Refused, Source, Verdict, check, verdict_of, way_of
from candidacy.kernel.errors import AppError

_MADE, _DEGRADED = TypeAdapter(Made), TypeAdapter(Degraded)
_MOST = 20
"""Proposals of one answer that are looked at."""
_LONGEST = 5_000
"""Characters of a proposal that are kept, so that what was refused can be shown."""
_PLACES = (
    "/basics/summary, /work/N/summary, /work/N/highlights/N, /volunteer/N/summary, "
    "/volunteer/N/highlights/N, /projects/N/description, /projects/N/highlights/N"
)


@dataclass(frozen=True)
class Proposing:
    """The model proposes: one call."""

    client: ModelClient
    request: TailorRequest
    progress: Progress | None

    async def __call__(self, _: TailoringState) -> dict[str, Any]:
        await tell(self.progress, "propose", 0.1)
        request = self.request
        answer = await self.client.ask(
            "tailoring.propose",
            {
                "places": _PLACES,
                "posting": request.posting.text,
                "gaps": "\n".join(request.gaps),
                "cv": cv_lines(request.sourced.resume),
                "portfolio": "\n\n".join(request.more),
                "wish": request.instruction,
            },
        )
        return {"proposed": answer.value["changes"], "made": [_made(answer)]}


@dataclass(frozen=True)
class Revising:
    """The model tries again what was refused: one call. What fails here costs nothing that stands."""

    client: ModelClient
    request: TailorRequest
    progress: Progress | None

    async def __call__(self, state: TailoringState) -> dict[str, Any]:
        await tell(self.progress, "revise", 0.6)
        refused = [Refused.model_validate(one) for one in state["refused"]]
        lines = "\n".join(_told(one) for one in refused)
        variables = {"cv": cv_lines(self.request.sourced.resume), "refused": lines}
        try:
            answer = await self.client.ask("tailoring.revise", variables)
        except AppError as exc:
            lost = Degraded("revise", exc.code, exc.message)
            return {"revised": [], "degraded": [_DEGRADED.dump_python(lost, mode="json")]}
        return {"revised": answer.value["changes"], "made": [_made(answer)]}


def _made(answer: Answer) -> dict[str, Any]:
    return dict(_MADE.dump_python(answer.made, mode="json"))


def _told(refused: Refused) -> str:
    claims = "; ".join(f"{r.kind.value}: {r.claim}" for r in refused.refusals)
    return f"[{refused.change.path}] {refused.change.after}\n  Not supported: {claims}"


@dataclass(frozen=True)
class Verifying:
    """The guard looks at each proposal. It asks no model."""

    request: TailorRequest
    taxonomy: Taxonomy
    progress: Progress | None
    of: Literal["proposed", "revised"]

    async def __call__(self, state: TailoringState) -> dict[str, Any]:
        await tell(self.progress, "verify", 0.5 if self.of == "proposed" else 0.9)
        request = self.request
        facts = Facts(request.sourced, self.taxonomy, request.today, request.more)
        changes = [Change.model_validate(one) for one in state.get("changes", ())]
        refused = {r.change.path: r for r in map(Refused.model_validate, state.get("refused", ()))}
        malformed = state.get("malformed", 0)
        known = "\n".join(facts.values.values())
        for given in state[self.of][:_MOST]:
            change = change_of(given, request, facts)
            if change is None or any(change.path == other.path for other in changes):
                malformed += change is None
            elif refusals := not_taken(change.after, known=known) or check(change, facts):
                one = Refused(change=change, refusals=refusals)
                if change.path not in refused or verdict_of(refusals) is Verdict.ASK:
                    refused[change.path] = one
            else:
                changes.append(change)
                refused.pop(change.path, None)
        return {
            "changes": [c.model_dump(mode="json") for c in changes],
            "refused": [r.model_dump(mode="json") for r in refused.values()],
            "malformed": malformed,
        }


def change_of(given: Mapping[str, Any], request: TailorRequest, facts: Facts) -> Change | None:
    """A proposal as a change of this CV; None for one that changes nothing, or no text of it.

    A place that may not be written to stays one, so that the guard can say so.
    """
    path = str(given["path"]).strip().strip("[]")
    after = visible(str(given["after"]))[:_LONGEST]
    try:
        before = get(facts.value, path)
    except BadPointer:
        return None
    if not after or not isinstance(before, str) or after == before or way_of(path) in {"list", "keyword"}:
        return None
    reason = plain(str(given["reason"]), known=request.posting.text) or ""
    paths = dict.fromkeys([path, *(str(s).strip().strip("[]") for s in given["sources"])])
    sources = [(p, text) for p in paths if (text := facts.at(p)) is not None]
    return Change(
        path=path,
        before=before,
        after=after,
        reason=reason,
        sources=tuple(Source(path=p, quote=t, spans=request.sourced.spans_at(p)) for p, t in sources),
    )
