"""The server: HTTP by hand, so that it can break off anywhere."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any

from pydantic import SecretStr

from candidacy.ai_agents.interface import CallLimits, ModelSettings, Prices, ProviderKind
from candidacy.ai_agents.loopback import anthropic_wire, openai_wire
from candidacy.ai_agents.loopback.brains import Asked, Brain, ToolCall, honest
from candidacy.ai_agents.loopback.faults import Fault

_FLOOD = 100_000_000
_STATUS = {
    Fault.RATE_LIMITS_WITH_TIME: 429,
    Fault.RATE_LIMITS: 429,
    Fault.FAILS: 500,
    Fault.OVERLOADED: 503,
    Fault.KEY: 401,
    Fault.NO_MODEL: 404,
}


class LoopbackModels:
    """Answers as ``brain`` says. ``faults`` are used up first, one a request; ``fault`` then stays.

    ``asked`` has every request, ``left`` counts those whose caller went before they were answered.
    """

    def __init__(
        self, brain: Brain = honest, *, faults: Iterable[Fault | None] = (), fault: Fault | None = None
    ) -> None:
        self.brain, self.faults, self.fault = brain, list(faults), fault
        self.asked: list[Asked] = []
        self.left = 0
        self.sent = 0
        """Bytes of answers."""
        self.reached = asyncio.Event()
        """Set when a request has come."""
        self.gone = asyncio.Event()
        """Set when a caller has gone before it was answered."""
        self.hold: asyncio.Event | None = None
        """Where it is set, each streamed piece after the first waits for it."""
        self._server: asyncio.Server | None = None
        self.port = 0
        self.connections = 0
        self.headers: list[Mapping[str, str]] = []
        self.location = ""
        """Where a caller is sent to by ``Fault.MOVES``."""
        self._open: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> "LoopbackModels":
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def settings(
        self,
        provider: ProviderKind = ProviderKind.OPENAI,
        *,
        limits: CallLimits | None = None,
        prices: Prices | None = None,
        trusted: bool = True,
    ) -> ModelSettings:
        """The settings of a model of this server."""
        return ModelSettings(
            provider=provider,
            model="loopback-1",
            base_url=self.url if provider is ProviderKind.ANTHROPIC else f"{self.url}/v1",
            api_key=SecretStr("sk-loopback"),
            trusted=trusted,
            limits=limits or CallLimits(deadline=20),
            prices=prices or Prices(),
        )

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        if (task := asyncio.current_task()) is not None:
            self._open.add(task)
        try:
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            self._has_left()
        finally:
            self._open -= {task} if task else set()
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    def _has_left(self) -> None:
        self.left += 1
        self.gone.set()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        request, *lines = head.decode("latin-1").split("\r\n")
        headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        target = request.split(" ")[1]
        wire = anthropic_wire if target.endswith("/messages") else openai_wire
        if not target.endswith(("/messages", "/chat/completions")):
            await self._send(writer, 404, b'{"error": {"message": "no such path"}}')
            return
        asked = wire.asked(json.loads(body))
        self.asked.append(asked)
        self.headers.append(headers)
        self.reached.set()
        fault = self.faults.pop(0) if self.faults else self.fault
        watch = asyncio.create_task(self._answer(wire, asked, fault, writer))
        gone = asyncio.create_task(reader.read(1))
        await asyncio.wait([watch, gone], return_when=asyncio.FIRST_COMPLETED)
        if not watch.done():
            watch.cancel()
            self._has_left()
        gone.cancel()
        with suppress(asyncio.CancelledError):
            await watch

    async def _answer(
        self, wire: Any, asked: Asked, fault: Fault | None, writer: asyncio.StreamWriter
    ) -> None:
        if fault is Fault.HANGS:
            await asyncio.Event().wait()
        elif fault is Fault.RESETS:
            writer.transport.abort()
        elif fault in _STATUS:
            extra = {"retry-after": "1"} if fault is Fault.RATE_LIMITS_WITH_TIME else {}
            await self._send(writer, _STATUS[fault], wire.error(f"fault: {fault}"), extra)
        elif fault is Fault.NO_SCHEMA and "response_format" in asked.raw:
            await self._send(writer, 400, wire.error("response_format is not supported"))
        elif fault is Fault.MOVES:
            await self._send(writer, 307, b"", {"location": self.location})
        elif fault is Fault.GARBAGE:
            await self._send(writer, 200, b"<html>Bad gateway</html>")
        elif fault in {Fault.FLOODS, Fault.TRICKLES, Fault.CUTS}:
            await self._broken(wire, asked, fault, writer)
        else:
            await self._well(wire, asked, self._said(asked, fault), fault, writer)

    def _said(self, asked: Asked, fault: Fault | None) -> str | ToolCall:
        if fault is Fault.TOOL_LOOP:
            return ToolCall("send_email", {"to": "somebody@example.com"})
        return '{"unexpected": [1, 2]}' if fault is Fault.WRONG_SHAPE else self.brain(asked)

    async def _well(
        self, wire: Any, asked: Asked, said: str | ToolCall, fault: Fault | None, writer: asyncio.StreamWriter
    ) -> None:
        ending = {Fault.DECLINES: "declined", Fault.FULL: "full"}.get(fault) if fault else None
        if not asked.stream:
            await self._send(writer, 200, json.dumps(wire.whole(asked, said, ending)).encode())
            return
        await self._begin(writer, "text/event-stream")
        for number, event in enumerate(wire.events(asked, said, ending)):
            if number > 2 and self.hold is not None:
                await self.hold.wait()
            await self._piece(writer, event.encode())
        await self._write(writer, b"0\r\n\r\n")

    async def _broken(self, wire: Any, asked: Asked, fault: Fault, writer: asyncio.StreamWriter) -> None:
        said = self.brain(asked)
        body = (
            "".join(wire.events(asked, said, None))
            if asked.stream
            else json.dumps(wire.whole(asked, said, None))
        )
        await self._begin(writer, "text/event-stream" if asked.stream else "application/json")
        if fault is Fault.CUTS:
            await self._piece(writer, body[: len(body) // 2].encode())
            writer.transport.abort()
        elif fault is Fault.TRICKLES:
            for character in body:
                await self._piece(writer, character.encode())
                await asyncio.sleep(1)
        else:
            filler = b": " + b"x" * 65_534 + b"\n"
            while self.sent < _FLOOD:
                await self._piece(writer, filler)

    async def _send(
        self, writer: asyncio.StreamWriter, status: int, body: bytes, extra: Mapping[str, str] | None = None
    ) -> None:
        headers = {"content-type": "application/json", "content-length": str(len(body)), **(extra or {})}
        lines = "".join(f"{k}: {v}\r\n" for k, v in headers.items())
        await self._write(writer, f"HTTP/1.1 {status} -\r\n{lines}connection: close\r\n\r\n".encode() + body)

    async def _begin(self, writer: asyncio.StreamWriter, kind: str) -> None:
        headers = f"content-type: {kind}\r\ntransfer-encoding: chunked\r\nconnection: close\r\n"
        await self._write(writer, f"HTTP/1.1 200 OK\r\n{headers}\r\n".encode())

    async def _piece(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        await self._write(writer, f"{len(data):x}\r\n".encode() + data + b"\r\n")

    async def _write(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        self.sent += len(data)
        writer.write(data)
        await writer.drain()
