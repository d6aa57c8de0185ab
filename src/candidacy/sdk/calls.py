"""What is sent, and when it is sent again; without any sending, so that both clients share it."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx

RETRIED = frozenset({429, 502, 503, 504})
IN_FLIGHT = "request_in_flight"
_SAFE = frozenset({"GET", "HEAD", "PUT", "DELETE"})


@dataclass(frozen=True, slots=True)
class Call:
    """One request. ``path`` is a template of the OpenAPI document, filled from ``ids``."""

    method: str
    path: str
    ids: Mapping[str, object] = field(default_factory=dict)
    params: Mapping[str, Any] = field(default_factory=dict)
    json: Any = None
    files: Mapping[str, Any] | None = None
    form: Mapping[str, Any] | None = None
    version: int | None = None
    idempotency_key: str | None = None
    accept: str = "application/json"

    @property
    def url(self) -> str:
        return self.path.format(**{name: quote(str(value), safe="") for name, value in self.ids.items()})

    @property
    def repeatable(self) -> bool:
        """Whether sending it twice does the same as sending it once."""
        return self.method in _SAFE or self.idempotency_key is not None

    def arguments(self) -> dict[str, Any]:
        """What httpx takes of it."""
        headers = {"Accept": self.accept}
        if self.idempotency_key is not None:
            headers["Idempotency-Key"] = self.idempotency_key
        if self.version is not None:
            headers["If-Match"] = f'"{self.version}"'
        params = {name: value for name, value in self.params.items() if value is not None}
        return {
            "method": self.method,
            "url": self.url,
            "params": params,
            "headers": headers,
            "json": self.json,
            "files": self.files,
            "data": self.form,
        }


def new_key() -> str:
    """An Idempotency-Key: the same one is sent with each repetition of a call."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Retries:
    """How often a call is sent again, and how long is waited between.

    Args:
        attempts: of a call in all; 1 never repeats.
        first: seconds before the second attempt; it doubles with each further one.
        longest: seconds that are waited at the most, also where Retry-After asks for more: then the answer is
            given at once.
    """

    attempts: int = 4
    first: float = 0.5
    longest: float = 30.0

    def after_answer(self, call: Call, response: httpx.Response, attempt: int) -> float | None:
        """Seconds to wait before the next attempt; None: this answer is the last."""
        if attempt >= self.attempts or not (response.status_code in RETRIED or _in_flight(response)):
            return None
        if response.status_code in {502, 504} and not call.repeatable:
            return None
        asked = _retry_after(response)
        wait = self._backoff(attempt) if asked is None else asked
        return wait if wait <= self.longest else None

    def after_error(self, call: Call, error: httpx.TransportError, attempt: int) -> float | None:
        """The same when there was no answer; what was not even connected may always be sent again."""
        unsent = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
        if attempt >= self.attempts or not (unsent or call.repeatable):
            return None
        return self._backoff(attempt)

    def _backoff(self, attempt: int) -> float:
        return min(self.longest, self.first * 2.0 ** (attempt - 1))


def _in_flight(response: httpx.Response) -> bool:
    """The first attempt is still at work, so its answer comes with a later one."""
    if response.status_code != 409 or "json" not in response.headers.get("content-type", ""):
        return False
    body = response.json()
    return isinstance(body, dict) and body.get("code") == IN_FLIGHT


def _retry_after(response: httpx.Response) -> float | None:
    try:
        return max(0.0, float(response.headers["retry-after"]))
    except (KeyError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Event:
    """A server-sent event."""

    name: str
    data: str
    id: str | None = None


@dataclass(slots=True)
class EventParser:
    """Lines of ``text/event-stream`` into events; comments keep a stream open and are passed over."""

    _name: str = "message"
    _data: list[str] = field(default_factory=list)
    _id: str | None = None

    def feed(self, line: str) -> Iterator[Event]:
        if not line:
            if self._data:
                yield Event(self._name, "\n".join(self._data), self._id)
            self._name, self._data = "message", []
            return
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "event":
            self._name = value
        elif name == "data":
            self._data.append(value)
        elif name == "id":
            self._id = value
