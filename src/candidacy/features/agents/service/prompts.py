"""Prompts as who runs the installation sees them: versions, the one in use, experiments."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.ai_agents.prompts import BadPrompt, PromptTemplate, library
from candidacy.ai_agents.prompts.experiments import Arm, Experiment, Standing, StopRule
from candidacy.features.agents.errors import (
    BadExperiment,
    ExperimentOver,
    ExperimentRunning,
    PromptUnknown,
)
from candidacy.features.agents.models import PromptExperiment
from candidacy.features.agents.repository import PromptRepository
from candidacy.features.agents.service.experiments import said_of, standing_of
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events, SecurityEvent
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import uuid7
from candidacy.kernel.language import sentence


@dataclass(frozen=True, slots=True)
class PromptState:
    """A prompt with its versions, oldest first, and which of them is in use."""

    versions: tuple[PromptTemplate, ...]
    active: PromptTemplate
    chosen: bool
    """Whether somebody chose it; else it is the newest."""
    experiment: PromptExperiment | None


@dataclass(frozen=True, slots=True)
class Judged:
    """An experiment and where it stands."""

    row: PromptExperiment
    standing: Standing

    @property
    def said(self) -> str:
        return said_of(self.standing)


class PromptService:
    """For superusers."""

    def __init__(self, session: AsyncSession, actor: Actor, clock: Clock, events: Events) -> None:
        self._session, self._actor, self._clock, self._events = session, actor, clock, events
        self._prompts = PromptRepository(session)

    async def list_all(self) -> list[PromptState]:
        active, running = await self._prompts.choices(), await self._prompts.running()
        by_prompt = {row.prompt: row for row in running}
        return [_state(prompt, active, by_prompt.get(prompt)) for prompt in library().ids]

    async def get(self, prompt: str) -> PromptState:
        """Raises PromptUnknown."""
        version_of(prompt)
        active, running = await self._prompts.choices(), await self._prompts.running()
        return _state(prompt, active, next((row for row in running if row.prompt == prompt), None))

    async def activate(self, prompt: str, version: int) -> PromptState:
        """Use a version from the next call on. Raises PromptUnknown and ExperimentRunning."""
        version_of(prompt, version)
        if (await self.get(prompt)).experiment is not None:
            raise ExperimentRunning
        await self._prompts.choose(prompt, version)
        await self._note("prompt.activated", prompt, {"version": version})
        return await self.get(prompt)

    async def experiments(self, prompt: str) -> list[Judged]:
        """Newest first. Raises PromptUnknown."""
        version_of(prompt)
        return [await self._judged(row) for row in await self._prompts.of_prompt(prompt)]

    async def experiment(self, experiment: UUID) -> Judged:
        """Raises ExperimentNotFound."""
        return await self._judged(await self._prompts.get(experiment))

    async def start(self, prompt: str, arms: Sequence[Arm], stop: StopRule) -> Judged:
        """Use versions side by side. Raises PromptUnknown, BadExperiment, ExperimentRunning."""
        row = PromptExperiment(id=uuid7(), prompt=prompt)
        for arm in arms:
            version_of(prompt, arm.version)
        try:
            Experiment(name=row.id.hex, prompt_id=prompt, arms=tuple(arms), stop=stop)
        except ValidationError as exc:
            raise BadExperiment from exc
        row.arms = [arm.model_dump(mode="json") for arm in arms]
        row.rule = stop.model_dump(mode="json")
        try:
            async with self._session.begin_nested():
                await self._prompts.add(row)
        except IntegrityError as exc:
            raise ExperimentRunning from exc
        await self._note("experiment.started", prompt, {"versions": [arm.version for arm in arms]})
        return await self._judged(row)

    async def stop(self, experiment: UUID) -> Judged:
        """End it by hand. Raises ExperimentNotFound and ExperimentOver."""
        row = await self._prompts.get(experiment, lock=True)
        if row.ended_at is not None:
            raise ExperimentOver
        row.ended_at, row.ended_because = self._clock.now(), sentence("Stopped by hand.")
        await self._session.flush()
        await self._note("experiment.stopped", row.prompt, {})
        return await self._judged(row)

    async def _judged(self, row: PromptExperiment) -> Judged:
        return Judged(row, await standing_of(self._prompts, row))

    async def _note(self, kind: str, prompt: str, detail: dict[str, object]) -> None:
        event = SecurityEvent(kind, self._actor.user, prompt, detail, workspace=self._actor.workspace)
        await self._events.publish(event, self._session)


def version_of(prompt: str, version: int | None = None) -> PromptTemplate:
    """A version of a prompt that ships, else the newest. Raises PromptUnknown."""
    try:
        return library().get(prompt, version)
    except BadPrompt as exc:
        raise PromptUnknown(exc.message) from exc


def differences(before: PromptTemplate, after: PromptTemplate) -> list[tuple[str, str]]:
    """The lines of two versions with ``+``, ``-`` or nothing before them."""
    lines = difflib.ndiff(text_of(before).splitlines(), text_of(after).splitlines())
    return [(line[0].strip(), line[2:]) for line in lines if not line.startswith("?")]


def text_of(template: PromptTemplate) -> str:
    """What a model is told, both parts."""
    return f"{template.prompts.system.rstrip()}\n\n--- user ---\n\n{template.prompts.user.rstrip()}"


def _state(prompt: str, active: dict[str, int], running: PromptExperiment | None) -> PromptState:
    versions = library().versions(prompt)
    chosen = next((v for v in versions if v.version == active.get(prompt)), None)
    return PromptState(versions, chosen or versions[-1], chosen is not None, running)
