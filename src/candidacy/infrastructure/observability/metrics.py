"""The metrics of one process, for Prometheus.

Each process has its own and its own port: ``candidacy serve`` is one process, and so is each worker, so
nothing is added up across processes here. No label holds an id, an address or a name that somebody chose.
"""

import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import QueuePool

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SHORT = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)
_LONG = (0.05, 0.25, 1.0, 2.5, 5.0, 15.0, 60.0, 300.0)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The jobs of one kind that wait, and for how many seconds the oldest has been due."""

    kind: str
    depth: int
    age: float


class Metrics:
    """What is counted; ``waiting`` and ``backup_at`` are looked up by who shows them."""

    def __init__(self, release: str) -> None:
        self.registry = CollectorRegistry()
        made = self.registry
        self._requests = Counter(
            "candidacy_http_requests", "Requests by route.", ["method", "route", "status"], registry=made
        )
        self._seconds = Histogram(
            "candidacy_http_request_seconds",
            "Seconds to the end of the answer; of an event stream to its beginning.",
            ["method", "route"],
            buckets=_SHORT,
            registry=made,
        )
        self._under_way = Gauge("candidacy_http_requests_under_way", "Requests under way.", registry=made)
        self._jobs = Counter(
            "candidacy_jobs", "Runs of jobs by how they ended.", ["kind", "outcome"], registry=made
        )
        self._job_seconds = Histogram(
            "candidacy_job_seconds", "Seconds of one run of a job.", ["kind"], buckets=_LONG, registry=made
        )
        self._depth = Gauge("candidacy_queue_depth", "Jobs that wait for a worker.", ["kind"], registry=made)
        self._age = Gauge(
            "candidacy_queue_age_seconds", "Seconds for which the oldest has waited.", ["kind"], registry=made
        )
        self._calls = Counter(
            "candidacy_model_calls", "Requests to models.", ["provider", "outcome"], registry=made
        )
        self._call_seconds = Histogram(
            "candidacy_model_call_seconds",
            "Seconds of one request.",
            ["provider"],
            buckets=_LONG,
            registry=made,
        )
        self._tokens = Counter(
            "candidacy_model_tokens", "Tokens to and from models.", ["provider", "direction"], registry=made
        )
        self._looks = Counter(
            "candidacy_cache_looks", "Looks into caches.", ["cache", "outcome"], registry=made
        )
        self._backup = Gauge(
            "candidacy_backup_timestamp_seconds",
            "When the last backup was made; 0 where none is known.",
            registry=made,
        )
        built = Gauge("candidacy_build_info", "What runs here.", ["version", "python"], registry=made)
        built.labels(release, platform.python_version()).set(1)
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)

    def watch_pool(self, engine: AsyncEngine) -> None:
        """Show how many connections of its pool are in use."""
        self.registry.register(_Pool(engine))

    def request_began(self) -> None:
        self._under_way.inc()

    def request_ended(self, method: str, route: str, status: int, seconds: float) -> None:
        known = method if method in _METHODS else "other"
        self._under_way.dec()
        self._requests.labels(known, route, str(status)).inc()
        self._seconds.labels(known, route).observe(seconds)

    def job_ran(self, kind: str, outcome: str, seconds: float) -> None:
        self._jobs.labels(kind, outcome).inc()
        self._job_seconds.labels(kind).observe(seconds)

    def model_called(self, provider: str, outcome: str, seconds: float, tokens: Mapping[str, int]) -> None:
        self._calls.labels(provider, outcome).inc()
        self._call_seconds.labels(provider).observe(seconds)
        for direction, count in tokens.items():
            self._tokens.labels(provider, direction).inc(count)

    def cache_looked(self, cache: str, *, hit: bool) -> None:
        self._looks.labels(cache, "hit" if hit else "miss").inc()

    def queue_is(self, waiting: list[Waiting]) -> None:
        """What waits now; kinds of which nothing does are at 0."""
        for gauge in (self._depth, self._age):
            gauge.clear()
        for one in waiting:
            self._depth.labels(one.kind).set(one.depth)
            self._age.labels(one.kind).set(one.age)

    def backed_up(self, timestamp: float) -> None:
        self._backup.set(timestamp)

    def exposition(self) -> bytes:
        """All of it in Prometheus' text format."""
        return generate_latest(self.registry)


class _Pool(Collector):
    """Connections to the database, read when they are asked for."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    def collect(self) -> Iterator[GaugeMetricFamily]:
        pool = self._engine.pool
        if not isinstance(pool, QueuePool):
            return
        connections = GaugeMetricFamily(
            "candidacy_db_pool_connections", "Connections of the pool.", labels=["state"]
        )
        connections.add_metric(["in_use"], pool.checkedout())
        connections.add_metric(["idle"], pool.checkedin())
        yield connections
        yield GaugeMetricFamily("candidacy_db_pool_size", "Connections the pool may keep.", pool.size())
