"""What an operator sees of a service from outside: metrics on a port of their own, and its spans."""

import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from tests.service.processes import free_port, serving, until

pytestmark = pytest.mark.deep
CV = b"""Wilhelmina Umbridge-Castellanos
wilhelmina@umbridge.example

Experience
Head of Moonbeam Logistics, Acme
2019 - 2024
"""
TOKEN = "a-token-of-24-characters-or-more"


class Collector(http.server.ThreadingHTTPServer):
    """Takes spans as a collector does, and keeps them."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.spans: list[Span] = []
        self.raw = b""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def take(self, body: bytes) -> None:
        self.raw += body
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            for scope in resource.scope_spans:
                self.spans += scope.spans

    def named(self, name: str) -> list[Span]:
        return [span for span in self.spans if span.name == name]


class _Taking(http.server.BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        self.server.take(body)
        self.send_response(200)
        self.end_headers()

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Not among the output of the tests."""


@contextmanager
def collecting() -> Iterator[Collector]:
    with Collector() as collector:
        thread = threading.Thread(target=collector.serve_forever)
        thread.start()
        try:
            yield collector
        finally:
            collector.shutdown()
            thread.join()


def test_ops_100_metrics_stand_at_a_port_of_their_own_for_who_has_the_token(open_directory: Path) -> None:
    port = free_port()
    watched = {"CANDIDACY_METRICS__PORT": str(port), "CANDIDACY_METRICS__TOKEN": TOKEN}
    address, bearer = f"http://127.0.0.1:{port}/metrics", {"authorization": f"Bearer {TOKEN}"}

    with serving(open_directory / "home", **watched) as service:
        job = service.upload("cv.txt", CV)["job_id"]
        service.job_ends(job)
        refused = httpx.get(address)
        told = httpx.get(address, headers=bearer).text
        elsewhere = httpx.get(f"http://127.0.0.1:{port}/", headers=bearer).status_code
        on_the_service = service.api.get("/metrics").status_code

    assert (refused.status_code, elsewhere, on_the_service) == (401, 404, 404)
    assert 'candidacy_jobs_total{kind="files.read",outcome="succeeded"} 1.0' in told
    assert 'route="/api/v1/jobs/{job_id}",status="200"' in told
    assert "candidacy_db_pool_connections" in told
    assert job not in told


def test_ops_101_a_trace_goes_from_the_request_to_its_job_and_names_nobody(open_directory: Path) -> None:
    with collecting() as collector:
        with serving(
            open_directory / "home", OTEL_EXPORTER_OTLP_ENDPOINT=collector.url, OTEL_BSP_SCHEDULE_DELAY="100"
        ) as service:
            service.job_ends(service.upload("cv.txt", CV)["job_id"])
            until(lambda: collector.named("job files.read"), "sent")
        (asked,), (worked,) = collector.named("POST /api/v1/files"), collector.named("job files.read")
        statements = [s for s in collector.spans if s.trace_id == asked.trace_id and s.name == "INSERT"]

    assert worked.trace_id == asked.trace_id
    assert worked.parent_span_id == asked.span_id
    assert statements
    private = [line for line in CV.splitlines() if line]
    assert [line for line in private if line in collector.raw] == []
