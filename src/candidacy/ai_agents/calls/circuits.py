"""Circuit breakers: a model that fails again and again is left alone for a moment, then tried once."""

from collections import OrderedDict
from collections.abc import Callable

from candidacy.ai_agents.errors import CircuitOpen

FAILURES = 5
SECONDS = 30.0
_MOST = 1_000
"""Circuits that are kept; the one that was used longest ago goes first."""


class Circuit:
    """Of one model behind one address and key."""

    def __init__(
        self, now: Callable[[], float], *, failures: int = FAILURES, seconds: float = SECONDS
    ) -> None:
        self._now, self._most, self._seconds = now, failures, seconds
        self._failures = 0
        self._opened: float | None = None
        self._probing = False

    @property
    def open(self) -> bool:
        return self._opened is not None

    def enter(self) -> None:
        """Raise CircuitOpen, unless it is closed or a first probe is due; then ``leave`` has to follow."""
        if self._opened is None:
            return
        rest = self._opened + self._seconds - self._now()
        if rest > 0 or self._probing:
            raise CircuitOpen(retry_after=max(1, round(rest)))
        self._probing = True

    def leave(self, *, reached: bool | None) -> None:
        """Tell how it went; None where nobody knows, as with a call that was given up."""
        self._probing = False
        if reached:
            self._failures, self._opened = 0, None
        elif reached is False:
            self._failures += 1
            if self._opened is not None or self._failures >= self._most:
                self._opened = self._now()


class Circuits:
    """The circuits of a process."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._known: OrderedDict[str, Circuit] = OrderedDict()

    def of(self, key: str) -> Circuit:
        circuit = self._known.get(key)
        if circuit is None:
            circuit = self._known[key] = Circuit(self._now)
        self._known.move_to_end(key)
        while len(self._known) > _MOST:
            self._known.popitem(last=False)
        return circuit
