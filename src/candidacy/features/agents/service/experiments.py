"""Experiments as rows, and the arithmetic of ``ai_agents.prompts.experiments`` on them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from candidacy.ai_agents.interface import ChosenVersion
from candidacy.ai_agents.prompts import library
from candidacy.ai_agents.prompts.experiments import (
    Arm,
    Experiment,
    Outcomes,
    Standing,
    StopRule,
    Verdict,
    assign,
    standing,
)
from candidacy.features.agents.models import PromptExperiment, PromptResult
from candidacy.features.agents.repository import Amounts, PromptRepository
from candidacy.kernel.clock import Clock
from candidacy.kernel.language import sentence

ACCEPTED, QUOTES = "accepted", "quotes_verified"
SAID = {
    Verdict.NOT_ENOUGH_DATA: sentence("Not enough data yet."),
    Verdict.UNDECIDED: sentence("No sure difference yet."),
    Verdict.BETTER: sentence("{0} is surely accepted more often than the first."),
    Verdict.WORSE: sentence("{0} is surely accepted so much less often than the first that it ended."),
    Verdict.ENDED: sentence("As many outcomes as it takes at most, without a sure difference."),
}


def of_row(row: PromptExperiment) -> Experiment:
    """The experiment, called by its id."""
    return Experiment(
        name=row.id.hex,
        prompt_id=row.prompt,
        arms=tuple(Arm.model_validate(arm) for arm in row.arms),
        stop=StopRule.model_validate(row.rule),
    )


def known_arm(named: str | None) -> tuple[UUID, str] | None:
    """The experiment and the arm of ``id:arm``; None for anything else."""
    name, colon, arm = (named or "").partition(":")
    try:
        return (UUID(hex=name), arm) if colon and arm else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Choices:
    """A ``PromptChooser``: an experiment's arm for its unit, else the version in use, else the newest."""

    active: Mapping[str, int] = field(default_factory=dict)
    running: Mapping[str, Experiment] = field(default_factory=dict)
    unit: str = ""

    def choose(self, prompt_id: str) -> ChosenVersion | None:
        experiment = self.running.get(prompt_id)
        if experiment is not None:
            arm = assign(experiment, self.unit)
            return ChosenVersion(arm.version, f"{experiment.name}:{arm.name}")
        version = self.active.get(prompt_id)
        return None if version is None else ChosenVersion(version)


def choices_of(active: Mapping[str, int], running: Iterable[PromptExperiment], unit: str) -> Choices:
    """What can be chosen in this release: versions that went with an older one are passed over."""
    experiments = {row.prompt: of_row(row) for row in running}
    return Choices(
        {prompt: version for prompt, version in active.items() if ships(prompt, version)},
        {p: e for p, e in experiments.items() if all(ships(p, arm.version) for arm in e.arms)},
        unit,
    )


def ships(prompt: str, version: int) -> bool:
    known = library()
    return prompt in known.ids and any(v.version == version for v in known.versions(prompt))


def outcomes_of(results: Sequence[PromptResult]) -> list[Outcomes]:
    """What was measured, by arm."""
    arms = sorted({result.arm for result in results})
    return [_outcomes(arm, {r.measure: r for r in results if r.arm == arm}) for arm in arms]


def _outcomes(arm: str, measured: Mapping[str, PromptResult]) -> Outcomes:
    nothing = PromptResult(count=0, total=0.0, squares=0.0)
    accepted, quotes = measured.get(ACCEPTED, nothing), measured.get(QUOTES, nothing)
    latency, cost = measured.get("latency_ms", nothing), measured.get("cost_micros", nothing)
    return Outcomes(
        arm,
        accepted=round(accepted.total),
        offered=accepted.count,
        quotes_verified=round(quotes.total),
        quotes=quotes.count,
        calls=latency.count,
        latency_ms=latency.total,
        latency_ms_squared=latency.squares,
        cost_micros=cost.total,
        cost_micros_squared=cost.squares,
    )


async def standing_of(prompts: PromptRepository, row: PromptExperiment) -> Standing:
    return standing(of_row(row), outcomes_of(await prompts.results(row.id)))


async def add_outcome(
    prompts: PromptRepository, clock: Clock, named: str | None, measure: str, *, good: int, of: int
) -> None:
    """Add shares to the arm that made something, and end its experiment where its rule says so."""
    arm = known_arm(named)
    if arm is None or of <= 0:
        return
    await prompts.add_result(*arm, measure, Amounts(of, float(good), float(good)))
    row = await prompts.get(arm[0], lock=True)
    if row.ended_at is None:
        now_at = await standing_of(prompts, row)
        if now_at.over:
            row.ended_at, row.ended_because = clock.now(), said_of(now_at)


def said_of(found: Standing) -> str:
    """Where an experiment stands, as a sentence."""
    return SAID[found.verdict].format(found.arm)
