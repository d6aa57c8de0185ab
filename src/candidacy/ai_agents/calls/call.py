"""One call: its deadline, its tries, and what is asked in each of them."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from candidacy.ai_agents.calls.answers import BadShape, json_of, repair_turns
from candidacy.ai_agents.calls.books import Books, Entry
from candidacy.ai_agents.calls.circuits import Circuit
from candidacy.ai_agents.calls.waiting import wait_before
from candidacy.ai_agents.errors import (
    ModelAnswerCut,
    ModelAnswerTooLarge,
    ModelAnswerUnusable,
    ModelCallRefused,
    ModelRateLimited,
    ModelRefused,
    ModelTimeout,
    ModelUnavailable,
)
from candidacy.ai_agents.interface import Made, ModelSettings, ProviderKind
from candidacy.ai_agents.prompts import Rendered
from candidacy.ai_agents.providers import Ending, ModelAnswer, ModelRequest, Provider
from candidacy.kernel.errors import AppError

Pause = Callable[[float], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """The value of an answer that came in pieces."""

    value: Any


@dataclass(slots=True)
class Call:
    """Tries of one call, each of them in the books. ``deadline`` is in the loop's time."""

    rendered: Rendered
    made: Made
    settings: ModelSettings
    books: Books
    circuit: Circuit
    pause: Pause
    dice: Random
    asked: ModelRequest
    deadline: float
    number: int = 1
    repaired: bool = False
    answered: str = field(default="", repr=False)
    """What the last try said."""

    async def once(self, provider: Provider) -> Any:
        """One request for JSON; the value that holds to the schema."""
        with self._reaching():
            entry = await self._entry()
            error: BaseException | None = None
            try:
                answer = await self._timely(provider.complete(self.asked))
                entry.usage, entry.answered = answer.usage, answer.text
                _require_whole(answer, self.settings.limits.max_output_tokens)
                return json_of(answer.text, self.rendered.template)
            except BaseException as exc:
                error = exc
                raise
            finally:
                self.answered = entry.answered
                await entry.close(error)

    async def streamed(self, provider: Provider) -> AsyncGenerator[str | Parsed, None]:
        """One request, piece by piece; of one for JSON last the value that holds to the schema."""
        with self._reaching():
            entry = await self._entry()
            error: BaseException | None = None
            try:
                async with aclosing(provider.stream(self.asked)) as pieces:
                    while (piece := await self._timely(anext(pieces, None))) is not None:
                        if isinstance(piece, str):
                            entry.answered += piece
                            yield piece
                        else:
                            entry.usage = piece.usage
                            _require_whole(piece, self.settings.limits.max_output_tokens)
                if self.rendered.template.schema_of_answer is not None:
                    yield Parsed(json_of(entry.answered, self.rendered.template))
            except BaseException as exc:
                error = exc
                raise
            finally:
                self.answered = entry.answered
                await entry.close(error)

    async def again(self, error: AppError) -> None:
        """Get ready for the next try, or raise the error where there is none."""
        if self.number >= self.settings.limits.tries or self.circuit.open:
            raise error
        self._change(error)
        wait = self._wait(error)
        if asyncio.get_running_loop().time() + wait >= self.deadline:
            raise error
        self.number += 1
        await self.pause(wait)

    def _change(self, error: AppError) -> None:
        """What is asked next time. Raises the error where asking again is of no use."""
        if isinstance(error, ModelUnavailable | ModelRateLimited):
            return
        if isinstance(error, ModelCallRefused) and self._may_ask_plainly:
            self.asked = replace(self.asked, schema=None)
        elif isinstance(error, ModelAnswerUnusable) and not self._is_final(error):
            self.repaired = True
            if isinstance(error, BadShape):
                turns = repair_turns(self.answered, error.complaint)
                self.asked = replace(self.asked, messages=(*self.asked.messages, *turns))
        else:
            raise error

    def _is_final(self, error: ModelAnswerUnusable) -> bool:
        return self.repaired or isinstance(error, ModelAnswerCut | ModelAnswerTooLarge)

    @property
    def _may_ask_plainly(self) -> bool:
        """Whether the server may be one that knows no schemas; the prompt states it anyway."""
        return self.settings.provider is ProviderKind.OPENAI_COMPATIBLE and self.asked.schema is not None

    def _wait(self, error: AppError) -> float:
        if not isinstance(error, ModelUnavailable | ModelRateLimited):
            return 0.0
        return wait_before(self.number + 1, asked=error.retry_after, dice=self.dice)

    async def _entry(self) -> Entry:
        return await self.books.open(self.made, self.number, self.rendered, self.settings, self.asked)

    async def _timely(self, work: Awaitable[Any]) -> Any:
        try:
            async with asyncio.timeout_at(self.deadline):
                return await work
        except TimeoutError as exc:
            raise ModelTimeout from exc

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        """Ask the circuit, and tell it whether the model was reached."""
        self.circuit.enter()
        reached: bool | None = None
        try:
            yield
            reached = True
        except (ModelUnavailable, ModelTimeout):
            reached = False
            raise
        except (ModelAnswerUnusable, ModelRefused, ModelCallRefused, ModelRateLimited):
            reached = True
            raise
        finally:
            self.circuit.leave(reached=reached)


def _require_whole(answer: ModelAnswer, most: int) -> None:
    match answer.ending:
        case Ending.DECLINED:
            raise ModelRefused
        case Ending.TOOL_WANTED:
            raise BadShape("you called a tool, and there are none")
        case Ending.CUT_SHORT:
            raise ModelAnswerCut(
                f"The model's answer ended before it was whole; it may take {most} tokens. Ask for less; "
                "who runs the installation can let it take more."
            )
        case Ending.WHOLE:
            return
