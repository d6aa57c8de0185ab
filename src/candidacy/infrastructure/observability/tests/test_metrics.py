"""What Prometheus is told."""

import pytest

from candidacy.infrastructure.observability.metrics import Metrics, Waiting
from candidacy.infrastructure.postgres import create_engine


@pytest.fixture
def metrics() -> Metrics:
    return Metrics("1.2.3")


def lines(metrics: Metrics, beginning: str) -> list[str]:
    return [line for line in metrics.exposition().decode().splitlines() if line.startswith(beginning)]


def test_ops_100_a_request_counts_by_route_method_and_status(metrics: Metrics) -> None:
    metrics.request_began()
    metrics.request_ended("GET", "/cvs/{cv_id}", 200, 0.02)

    assert lines(metrics, "candidacy_http_requests_total") == [
        'candidacy_http_requests_total{method="GET",route="/cvs/{cv_id}",status="200"} 1.0'
    ]
    assert lines(metrics, "candidacy_http_requests_under_way") == ["candidacy_http_requests_under_way 0.0"]
    assert 'candidacy_http_request_seconds_bucket{le="0.025",method="GET",route="/cvs/{cv_id}"} 1.0' in lines(
        metrics, "candidacy_http_request_seconds_bucket"
    )


def test_a_method_that_nobody_has_makes_no_label_of_its_own(metrics: Metrics) -> None:
    for method in ("BREW", "WHEN"):
        metrics.request_began()
        metrics.request_ended(method, "unmatched", 405, 0.0)

    assert lines(metrics, "candidacy_http_requests_total") == [
        'candidacy_http_requests_total{method="other",route="unmatched",status="405"} 2.0'
    ]


def test_ops_100_jobs_and_calls_to_models_count_by_how_they_ended(metrics: Metrics) -> None:
    metrics.job_ran("cvs.read", "failed", 1.0)
    metrics.model_called("openai", "ok", 2.0, {"input": 100, "output": 20})

    assert lines(metrics, "candidacy_jobs_total") == [
        'candidacy_jobs_total{kind="cvs.read",outcome="failed"} 1.0'
    ]
    assert lines(metrics, "candidacy_model_calls_total") == [
        'candidacy_model_calls_total{outcome="ok",provider="openai"} 1.0'
    ]
    assert set(lines(metrics, "candidacy_model_tokens_total")) == {
        'candidacy_model_tokens_total{direction="input",provider="openai"} 100.0',
        'candidacy_model_tokens_total{direction="output",provider="openai"} 20.0',
    }


def test_a_kind_that_waits_no_longer_is_gone(metrics: Metrics) -> None:
    metrics.queue_is([Waiting("cvs.read", 3, 4.5)])
    metrics.queue_is([Waiting("match.rank", 1, 0.5)])

    assert lines(metrics, "candidacy_queue_depth{") == ['candidacy_queue_depth{kind="match.rank"} 1.0']
    assert lines(metrics, "candidacy_queue_age_seconds{") == [
        'candidacy_queue_age_seconds{kind="match.rank"} 0.5'
    ]


def test_the_pool_is_read_when_it_is_asked_for(metrics: Metrics) -> None:
    metrics.watch_pool(create_engine("postgresql://nobody@127.0.0.1:1/none"))

    assert lines(metrics, "candidacy_db_pool_connections{") == [
        'candidacy_db_pool_connections{state="in_use"} 0.0',
        'candidacy_db_pool_connections{state="idle"} 0.0',
    ]


def test_what_runs_is_told(metrics: Metrics) -> None:
    metrics.backed_up(12.0)

    assert 'version="1.2.3"' in lines(metrics, "candidacy_build_info")[0]
    assert lines(metrics, "candidacy_backup_timestamp") == ["candidacy_backup_timestamp_seconds 12.0"]


def test_ops_106_looks_into_caches_count_by_cache_and_by_hit(metrics: Metrics) -> None:
    for hit in (True, True, False):
        metrics.cache_looked("pools", hit=hit)

    assert set(lines(metrics, "candidacy_cache_looks_total")) == {
        'candidacy_cache_looks_total{cache="pools",outcome="hit"} 2.0',
        'candidacy_cache_looks_total{cache="pools",outcome="miss"} 1.0',
    }
