"""The double: it answers what it was given, and refuses to run in production."""

from collections.abc import AsyncGenerator, Callable
from dataclasses import replace

from candidacy.ai_agents.interface import Usage
from candidacy.ai_agents.providers.port import Ending, ModelAnswer, ModelRequest

Script = Callable[[ModelRequest], str]
"""What to answer to a request; may raise one of our errors."""


class ScriptedProvider:
    """Answers by a script, and keeps what it was asked."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self.asked: list[ModelRequest] = []

    async def complete(self, request: ModelRequest) -> ModelAnswer:
        self.asked.append(request)
        text = self._script(request)
        asked = len(request.system) + sum(len(m.text) for m in request.messages)
        return ModelAnswer(text, Ending.WHOLE, Usage(asked // 4, len(text) // 4))

    async def stream(self, request: ModelRequest) -> AsyncGenerator[str | ModelAnswer, None]:
        answer = await self.complete(request)
        for word in answer.text.splitlines(keepends=True):
            yield word
        yield replace(answer, text="")
