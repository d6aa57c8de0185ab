"""Whoever was told yes is written down, and has to be found afterwards, once."""

import random
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid4

import httpx

CV = "{name}\n{mail}\n\nExperience\nProgrammer, Engines Ltd, 2019 - 2023\nWrote services in Python.\n"
_PAUSE, _AGAIN = 0.02, 0.1


@dataclass
class Ledger:
    """What was asked for, by the name that is to be found, and what was acknowledged."""

    asked: set[str] = field(default_factory=set)
    rows: dict[str, str] = field(default_factory=dict)
    """Names of CVs that were acknowledged, with their ids."""
    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Names of files that were acknowledged, with their ids and those of their jobs."""
    refused: dict[str, int] = field(default_factory=dict)
    """How often each answer was given that is no yes; ``cut`` is none at all."""
    slowest: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, answer: str, seconds: float) -> None:
        with self.lock:
            self.refused[answer] = self.refused.get(answer, 0) + 1
            self.slowest = max(self.slowest, seconds)


class Writers:
    """Clients that write until they are told to stop. One that got no yes asks again, with the same key."""

    def __init__(
        self,
        addresses: list[str],
        *,
        count: int,
        pause: float = _PAUSE,
        headers: Mapping[str, str] | None = None,
        ledger: Ledger | None = None,
    ) -> None:
        self.ledger = ledger or Ledger()
        self._addresses, self._pause, self._headers = addresses, pause, dict(headers or {})
        self._stop = threading.Event()
        self._failed: list[BaseException] = []
        self._threads = [threading.Thread(target=self._run, args=(number,)) for number in range(count)]

    def __enter__(self) -> "Writers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()
        if self._failed:
            raise self._failed[0]

    def _run(self, number: int) -> None:
        chance, aside = random.Random(number), list[tuple[str, bool]]()
        try:
            while not self._stop.is_set():
                name, upload = f"w{number}-{uuid4().hex[:12]}", chance.random() < 0.25
                self.ledger.asked.add(name)
                if not self._write(chance, name, upload=upload):
                    aside.append((name, upload))
                self._stop.wait(self._pause)
            # What was begun is ended after the stop as well: only so is it known what has to be there.
            for name, upload in aside:
                while not self._write(chance, name, upload=upload):
                    time.sleep(0.2)
        except BaseException as exc:  # noqa: BLE001 - It is raised where the block ends.
            self._failed.append(exc)

    def _write(self, chance: random.Random, name: str, *, upload: bool) -> bool:
        """Ask until the answer is yes; False when another try with this key seems to be at work."""
        while True:
            begun = time.monotonic()
            try:
                answer = self._ask(chance.choice(self._addresses), name, upload=upload)
            except httpx.TransportError:
                self.ledger.note("cut", time.monotonic() - begun)
                time.sleep(_AGAIN)
                continue
            if answer.is_success:
                self._acknowledged(name, answer.json(), upload=upload)
                return True
            self.ledger.note(str(answer.status_code), time.monotonic() - begun)
            if answer.status_code == 409:
                return False
            assert answer.status_code == 503, answer.text
            assert int(answer.headers["retry-after"]) > 0
            time.sleep(_AGAIN)

    def _ask(self, address: str, name: str, *, upload: bool) -> httpx.Response:
        headers = {"Idempotency-Key": name, **self._headers}
        with httpx.Client(base_url=address, timeout=120, verify=False, headers=headers) as api:
            if not upload:
                payload = {"candidate_name": name, "skills": ["Python"], "experience_years": 3}
                return api.post("/api/v1/cvs", json=payload)
            text = CV.format(name=name, mail=f"{name}@example.org").encode()
            return api.post("/api/v1/files", files={"file": (f"{name}.txt", text)})

    def _acknowledged(self, name: str, made: dict[str, str], *, upload: bool) -> None:
        with self.ledger.lock:
            if upload:
                self.ledger.files[name] = (made["id"], made["job_id"])
            else:
                self.ledger.rows[name] = made["id"]
