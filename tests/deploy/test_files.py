"""The files of deploy/ fit the program: what cannot be run on every machine is read with care."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from candidacy.entrypoints.settings import Settings, known_variables, load_settings
from candidacy.infrastructure.observability.metrics import Metrics, Waiting
from candidacy.infrastructure.postgres import create_engine

DEPLOY = Path(__file__).parents[2] / "deploy"
KUBERNETES = "1.31"
VARIABLES = {*known_variables(), *(f"{name}_FILE" for name in known_variables())}


def ours(names: Any) -> set[str]:
    """Of variables those that are meant for the application."""
    return {n for n in names if n.startswith(("CANDIDACY_", "DATABASE_URL", "REDIS_URL", "OTEL_"))}


# The image.


def instructions() -> list[tuple[str, str]]:
    text = (DEPLOY / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines]


def test_ops_110_the_image_is_made_in_two_stages_and_runs_as_nobody_in_particular() -> None:
    found = instructions()
    bases = [rest.split()[0] for name, rest in found if name == "FROM"]
    last = [rest for name, rest in found if name == "USER"][-1]

    assert len(bases) == 2
    assert all(re.search(r":[\w.-]*\d[\w.-]*$", base) for base in bases), "a tag with a version"
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", last), "Kubernetes tells by a number that it is not root"


def test_ops_110_the_image_takes_nothing_from_the_network_but_packages() -> None:
    found = instructions()

    assert "ADD" not in {name for name, _ in found}
    assert [r for n, r in found if n == "RUN" and re.search(r"\b(curl|wget)\b", r)] == []


def test_ops_110_what_seldom_changes_is_copied_first_and_all_of_it_is_there() -> None:
    stage = instructions()[: [n for n, _ in instructions()].index("FROM", 1)]
    copied = [rest.split()[:-1] for name, rest in stage if name == "COPY"]
    names = [name.removeprefix("./") for group in copied for name in group]

    assert names.index("requirements.lock") < names.index("src")
    assert [name for name in names if not (DEPLOY.parent / name).exists()] == []


def test_ops_110_the_image_says_whether_it_is_well_and_names_known_settings() -> None:
    found = dict(instructions())
    names = re.findall(r"\b([A-Z_]+)=", " ".join(r for n, r in instructions() if n == "ENV"))

    assert "/health/live" in found["HEALTHCHECK"]
    assert ours(names) <= VARIABLES
    assert not re.search(
        r"(SECRET|PASSWORD|TOKEN|KEY)\w*=", " ".join(r for n, r in instructions() if n == "ENV")
    )


def test_nothing_of_a_checkout_gets_into_the_image_unless_it_is_named() -> None:
    assert (DEPLOY / "Dockerfile.dockerignore").read_text().startswith("*\n")


# Compose.

COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OUR_SERVICES = ("migrate", "app", "worker")


@pytest.mark.parametrize("name", SERVICES)
def test_ops_110_a_service_has_a_version_a_health_check_and_no_rights_it_does_not_need(name: str) -> None:
    service = SERVICES[name]

    assert re.search(r":[\w.-]*\d", service["image"])
    assert not service["image"].endswith("latest")
    assert "healthcheck" in service
    assert "no-new-privileges:true" in service["security_opt"]
    assert not service.get("privileged")


@pytest.mark.parametrize("name", OUR_SERVICES)
def test_ops_110_our_services_are_set_up_by_known_settings_and_write_to_their_home_alone(name: str) -> None:
    service = SERVICES[name]

    assert ours(service["environment"]) <= VARIABLES
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]


def settings_of(
    given: dict[str, Any], secrets: str, monkeypatch: pytest.MonkeyPatch, place: Path
) -> Settings:
    """What the application makes of these variables, with secrets as ``make-secrets.sh`` makes them."""
    make = ["sh", str(DEPLOY / "make-secrets.sh"), str(place)]
    subprocess.run(make, check=True, capture_output=True, timeout=60)
    (place / "redis_url").write_text("redis://valkey:6379/0")
    for name, value in given.items():
        if value is not None:
            text = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", str(value)).replace(secrets, str(place))
            monkeypatch.setenv(name, text)
    monkeypatch.setenv("CANDIDACY_HOME", str(place / "home"))
    return load_settings()


@pytest.mark.parametrize("name", OUR_SERVICES)
def test_ops_110_the_application_starts_on_what_compose_gives_it(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = settings_of(SERVICES[name]["environment"], "/run/secrets", monkeypatch, tmp_path)

    assert settings.production
    assert not settings.auth.laptop
    assert settings.storage.provider == "s3"
    assert len(settings.crypto.secrets) == 1


def test_ops_110_no_secret_stands_in_the_file() -> None:
    given = {k: str(v) for s in SERVICES.values() for k, v in (s.get("environment") or {}).items()}
    secret = re.compile(r"PASSWORD|SECRET|TOKEN|DATABASE_URL")

    assert {k: v for k, v in given.items() if secret.search(k) and not k.endswith("_FILE")} == {}


def test_ops_110_every_network_volume_and_secret_that_is_named_is_declared() -> None:
    for service in SERVICES.values():
        assert set(service["networks"]) <= set(COMPOSE["networks"])
        assert set(service.get("secrets", ())) <= set(COMPOSE["secrets"])
        named = {v.split(":")[0] for v in service.get("volumes", ()) if not v.startswith((".", "/"))}
        assert named <= set(COMPOSE["volumes"])
        assert set(service.get("depends_on", ())) <= set(SERVICES)


def test_ops_110_only_the_proxy_can_be_reached_and_the_data_cannot_reach_out() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"]
    assert {SERVICES[n]["networks"][0] for n in ("postgres", "valkey", "storage")} == {"inside"}


def test_ops_110_one_command_makes_every_secret_and_makes_it_once(tmp_path: Path) -> None:
    script = ["sh", str(DEPLOY / "make-secrets.sh"), str(tmp_path / "secrets")]
    subprocess.run(script, check=True, capture_output=True, timeout=60)
    before = {p.name: p.read_bytes() for p in (tmp_path / "secrets").iterdir()}

    subprocess.run(script, check=True, capture_output=True, timeout=60)

    files = {Path(secret["file"]).name for secret in COMPOSE["secrets"].values()}
    assert files <= set(before)
    assert {p.name: p.read_bytes() for p in (tmp_path / "secrets").iterdir()} == before
    assert len(before["candidacy_secrets"]) >= 32
    assert before["postgres_password"] in before["database_url"]
    assert json.loads(before["s3_config"])["identities"][0]["credentials"][0]["secretKey"]
    assert (tmp_path / "secrets").stat().st_mode & 0o077 == 0


# Kubernetes.

MANIFESTS = [
    (f"{path.name} {document['kind']}", document)
    for path in sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    for document in yaml.safe_load_all(path.read_text())
]
PODS = [
    (name, found)
    for name, document in MANIFESTS
    for found in [
        document.get("spec", {}).get("jobTemplate", document).get("spec", {}).get("template", {}).get("spec")
    ]
    if found
]


@pytest.mark.parametrize(("name", "document"), MANIFESTS, ids=[name for name, _ in MANIFESTS])
def test_ops_110_a_manifest_is_one_that_kubernetes_takes(name: str, document: dict[str, Any]) -> None:
    kubernetes_validate.validate(document, KUBERNETES, strict=True)

    # That the validator would refuse a mistake is what makes its silence worth something.
    assert document["metadata"]["name"]
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate({**document, "unheardOf": 1}, KUBERNETES, strict=True)


def test_ops_110_there_is_all_that_a_cluster_needs() -> None:
    kinds = [document["kind"] for _, document in MANIFESTS]

    assert {
        "Deployment",
        "Service",
        "Ingress",
        "NetworkPolicy",
        "PodDisruptionBudget",
        "CronJob",
        "Job",
    } <= set(kinds)
    assert len(PODS) == 4


@pytest.mark.parametrize(("name", "pod"), PODS, ids=[name for name, _ in PODS])
def test_ops_110_a_pod_is_nobody_and_writes_nowhere_but_its_volumes(name: str, pod: dict[str, Any]) -> None:
    (container,) = pod["containers"]

    assert pod["securityContext"]["runAsNonRoot"]
    assert pod["automountServiceAccountToken"] is False
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert {"requests", "limits"} == set(container["resources"])
    assert not container["image"].endswith(":latest")


def test_ops_110_what_serves_is_probed_and_outlives_its_own_grace() -> None:
    for name, pod in PODS:
        if "Deployment" in name:
            assert {"startupProbe", "livenessProbe"} <= set(pod["containers"][0])
            assert pod["terminationGracePeriodSeconds"] >= 30


def test_ops_110_the_configuration_of_the_cluster_names_known_settings() -> None:
    (data,) = (document["data"] for _, document in MANIFESTS if document["kind"] == "ConfigMap")

    assert ours(data) == set(data)
    assert set(data) <= VARIABLES


def test_ops_110_the_application_starts_on_what_the_cluster_gives_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (data,) = (document["data"] for _, document in MANIFESTS if document["kind"] == "ConfigMap")

    settings = settings_of(data, "/run/secrets/candidacy", monkeypatch, tmp_path)

    assert settings.production
    assert (settings.metrics.host, settings.metrics.token is not None) == ("0.0.0.0", True)


# systemd.

UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_ops_110_a_unit_is_confined_and_names_known_settings(unit: Path) -> None:
    lines = unit.read_text().splitlines()
    names = [
        line.removeprefix("Environment=").split("=")[0] for line in lines if line.startswith("Environment=")
    ]

    assert ours(names) <= VARIABLES
    assert {"User=candidacy", "NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet="} <= set(
        lines
    )


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd on this machine")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_ops_110_systemd_understands_a_unit(unit: Path) -> None:
    ended = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert not re.search(r"Unknown (key|section|lvalue)|Failed to parse", ended.stderr), ended.stderr


# What watches.


def names_of_metrics() -> set[str]:
    metrics = Metrics("0")
    metrics.watch_pool(create_engine("postgresql://nobody@127.0.0.1:1/none"))
    metrics.request_began()
    metrics.request_ended("GET", "/", 200, 0.1)
    metrics.job_ran("a", "failed", 0.1)
    metrics.model_called("a", "ok", 0.1, {"input": 1})
    metrics.cache_looked("a", hit=True)
    metrics.queue_is([Waiting("a", 1, 1.0)])
    return {
        line.split("{")[0].split(" ")[0]
        for line in metrics.exposition().decode().splitlines()
        if line[0] != "#"
    }


def queries() -> list[str]:
    board = json.loads((DEPLOY / "observability" / "dashboard.json").read_text())
    rules = yaml.safe_load((DEPLOY / "observability" / "alerts.yaml").read_text())
    return [
        *(target["expr"] for panel in board["panels"] for target in panel["targets"]),
        *(rule["expr"] for group in rules["groups"] for rule in group["rules"]),
    ]


@pytest.mark.parametrize("query", queries())
def test_ops_112_a_query_names_metrics_there_are(query: str) -> None:
    bare = re.sub(r'"[^"]*"', '""', query)
    named = set(re.findall(r"\b(?:candidacy|process)_\w+", bare))

    assert named or query.startswith("up{")
    assert named <= names_of_metrics()
    assert all(bare.count(a) == bare.count(b) for a, b in ("()", "[]", "{}"))


def test_ops_112_every_metric_of_ours_is_looked_at() -> None:
    text = "\n".join(queries())
    families = {re.sub(r"_(total|bucket|sum|count|created)$", "", n) for n in names_of_metrics()}

    assert {n for n in families if n.startswith("candidacy_") and n not in text} == set()


def test_ops_112_every_alert_says_how_urgent_it_is_and_what_is_the_matter() -> None:
    rules = yaml.safe_load((DEPLOY / "observability" / "alerts.yaml").read_text())["groups"][0]["rules"]

    assert {rule["labels"]["severity"] for rule in rules} == {"page", "ticket"}
    assert all(rule["annotations"]["summary"] for rule in rules)
