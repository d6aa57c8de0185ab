"""The facade on models: it picks provider, prompt version and budget, and keeps every call within its limits.

A call has one deadline for all it does: waiting for its turn, up to three requests with full jitter between
them (what the provider asks for by Retry-After comes on top, where the deadline allows it), and one turn that
asks the model to repair an answer of the wrong shape. Each request is reserved, settled and recorded.
"""

import asyncio
import hashlib
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from random import Random, SystemRandom
from typing import Any

from candidacy.ai_agents.calls.books import Books
from candidacy.ai_agents.calls.call import Call, Pause
from candidacy.ai_agents.calls.circuits import Circuits
from candidacy.ai_agents.calls.gates import Gates
from candidacy.ai_agents.errors import ModelTimeout, ScriptedInProduction
from candidacy.ai_agents.interface import (
    Anew,
    BudgetGate,
    CallRecord,
    ChosenVersion,
    Ledger,
    Made,
    ModelCheck,
    ModelSettings,
    PromptChooser,
    ProviderKind,
)
from candidacy.ai_agents.prompts import Library, library, render
from candidacy.ai_agents.providers import (
    AddressGuard,
    Message,
    ModelRequest,
    Provider,
    Script,
    ScriptedProvider,
    open_provider,
)
from candidacy.kernel.clock import Clock
from candidacy.kernel.errors import AppError
from candidacy.kernel.ids import uuid7
from candidacy.kernel.language import sentence

_CHECK = "check.hello"


@dataclass(frozen=True, slots=True)
class Answer:
    """A value that holds to the prompt's schema, and what made it."""

    value: Any
    made: Made


class Models:
    """What all calls of a process share: circuits, gates, prompts.

    ``guard`` checks addresses that a workspace gave. ``script`` is what the scripted model answers.
    """

    def __init__(  # noqa: PLR0913 - Each is named, and all but two are for tests.
        self,
        *,
        clock: Clock,
        production: bool,
        guard: AddressGuard | None = None,
        prompts: Library | None = None,
        script: Script | None = None,
        now: Callable[[], float] = time.monotonic,
        pause: Pause = asyncio.sleep,
        dice: Random | None = None,
        observe: Callable[[CallRecord], None] | None = None,
    ) -> None:
        self.clock, self.now, self.pause = clock, now, pause
        self.dice = dice or SystemRandom()
        self._observe = observe
        self.circuits, self.gates = Circuits(now), Gates()
        self._production, self._guard, self._script, self._prompts = production, guard, script, prompts

    @property
    def prompts(self) -> Library:
        """The prompts, read when the first is needed."""
        return self._prompts or library()

    def client(
        self,
        settings: ModelSettings,
        *,
        ledger: Ledger,
        budget: BudgetGate,
        chooser: PromptChooser | None = None,
    ) -> "ModelClient":
        """One configured model for one workspace. Raises ScriptedInProduction."""
        if settings.provider is ProviderKind.SCRIPTED and self._production:
            raise ScriptedInProduction
        return ModelClient(
            self, settings, Books(ledger, budget, self.clock, self.now, self._observe), chooser
        )

    async def provider(self, settings: ModelSettings) -> Provider:
        if settings.provider is ProviderKind.SCRIPTED and self._script is not None:
            return ScriptedProvider(self._script)
        return await open_provider(settings, self._guard)


class ModelClient:
    """Calls of one configured model for one workspace."""

    def __init__(
        self, models: Models, settings: ModelSettings, books: Books, chooser: PromptChooser | None
    ) -> None:
        self._models, self._books, self._chooser = models, books, chooser
        self.settings = settings
        self._key = _key_of(settings)

    async def ask(self, prompt_id: str, variables: Mapping[str, str]) -> Answer:
        """The JSON answer to a prompt. Raises the errors of ``errors``."""
        call = self._call(prompt_id, variables)
        async with self._turn(call) as provider:
            while True:
                try:
                    return Answer(await call.once(provider), call.made)
                except AppError as exc:
                    await call.again(exc)

    async def stream(self, prompt_id: str, variables: Mapping[str, str]) -> AsyncGenerator[str | Made, None]:
        """Pieces of a text, and last what made it. Close it to stop the provider's work.

        Raises the errors of ``errors``; nothing is tried again once a piece was given.
        """
        call = self._call(prompt_id, variables)
        async with self._turn(call) as provider:
            while True:
                given = False
                try:
                    async with aclosing(call.streamed(provider)) as pieces:
                        async for piece in pieces:
                            if isinstance(piece, str):
                                given = True
                                yield piece
                    break
                except AppError as exc:
                    if given:
                        raise
                    await call.again(exc)
        yield call.made

    async def stream_value(
        self, prompt_id: str, variables: Mapping[str, str]
    ) -> AsyncGenerator[str | Anew | Answer, None]:
        """Pieces of a JSON answer, and last its value. Close it to stop the provider's work.

        Where the answer has to be asked for again, ``Anew`` says that what was given before counts no more.
        Raises the errors of ``errors``.
        """
        call = self._call(prompt_id, variables)
        async with self._turn(call) as provider:
            while True:
                try:
                    async with aclosing(call.streamed(provider)) as pieces:
                        async for piece in pieces:
                            yield piece if isinstance(piece, str) else Answer(piece.value, call.made)
                    return
                except AppError as exc:
                    await call.again(exc)
                    yield Anew()

    def recipe(self, *prompt_ids: str) -> str:
        """Which model and which versions of prompts would answer now, for a cache of what they said."""
        parts = [f"{self.settings.provider.value}:{self.settings.model}"]
        for prompt_id in prompt_ids:
            chosen = self._chooser.choose(prompt_id) if self._chooser else None
            template = self._models.prompts.get(prompt_id, chosen.version if chosen else None)
            parts.append(f"{prompt_id} v{template.version}")
        return " ".join(parts)

    async def check(self) -> ModelCheck:
        """A small request that shows whether the settings work; errors become words."""
        started = self._models.now()
        try:
            answer = await self.ask(_CHECK, {"greeting": "Are you there?"})
        except AppError as exc:
            return ModelCheck(usable=False, message=exc.message, code=exc.code)
        latency = max(0, round(1000 * (self._models.now() - started)))
        message = sentence(f"{self.settings.model} answers, and in the shape that is asked for.")
        return ModelCheck(usable=True, message=message, latency_ms=latency, details=dict(answer.value))

    def _call(self, prompt_id: str, variables: Mapping[str, str]) -> Call:
        limits, models = self.settings.limits, self._models
        chosen = self._chooser.choose(prompt_id) if self._chooser else None
        template = models.prompts.get(prompt_id, chosen.version if chosen else None)
        rendered = render(template, variables, most_characters=limits.max_prompt_characters)
        return Call(
            rendered=rendered,
            made=self._made(prompt_id, template.version, chosen),
            settings=self.settings,
            books=self._books,
            circuit=models.circuits.of(self._key),
            pause=models.pause,
            dice=models.dice,
            asked=ModelRequest(
                system=rendered.system,
                messages=(Message("user", rendered.user),),
                max_tokens=limits.max_output_tokens,
                schema=template.schema_of_answer,
            ),
            deadline=asyncio.get_running_loop().time() + limits.deadline,
        )

    def _made(self, prompt_id: str, version: int, chosen: ChosenVersion | None) -> Made:
        return Made(
            prompt_id=prompt_id,
            prompt_version=version,
            provider=self.settings.provider,
            model=self.settings.model,
            call_id=uuid7(),
            experiment=chosen.experiment if chosen else None,
        )

    @asynccontextmanager
    async def _turn(self, call: Call) -> AsyncIterator[Provider]:
        """A place among the calls of this model, and its provider."""
        gates, width = self._models.gates, self.settings.limits.concurrency
        async with gates.passing(self._key, width, until=call.deadline):
            try:
                async with asyncio.timeout_at(call.deadline):
                    provider = await self._models.provider(self.settings)
            except TimeoutError as exc:
                raise ModelTimeout from exc
            yield provider


def _key_of(settings: ModelSettings) -> str:
    """What shares a fate: one model behind one address, with one key. The key is in it as a digest."""
    secret = settings.api_key.get_secret_value() if settings.api_key else ""
    parts = (settings.provider, settings.base_url or "", settings.model, secret)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
