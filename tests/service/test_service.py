"""The service as its users run it: started, stopped, killed, misconfigured, fed with hostile files."""

import json
import signal
import socket
from pathlib import Path

import httpx
import pytest

from candidacy.infrastructure.postgres.embedded import EmbeddedPostgres
from candidacy.infrastructure.sandbox.tests import hostile
from tests.service.documents import SHORT_CV, long_cv
from tests.service.processes import (
    Service,
    free_port,
    postgres_processes,
    run,
    serving,
    until,
    worker,
)


def is_running(service: Service, job: str) -> bool:
    return str(service.job(job)["status"]) == "running"


@pytest.mark.deep
def test_a_stopped_service_leaves_no_database_running_and_finds_its_data_again(home: Path) -> None:
    with serving(home) as service:
        made = service.upload("cv.pdf", SHORT_CV)
        service.job_ends(made["job_id"])

        code = service.end(signal.SIGINT)
        left = postgres_processes(home)
    with serving(home) as again:
        titles = [cv["title"] for cv in again.cvs()]
        original = again.api.get(f"/api/v1/files/{made['id']}/content").content

    assert (code, left, titles) == (0, [], ["cv"])
    assert original == SHORT_CV


@pytest.mark.deep
def test_a_service_that_is_killed_while_it_reads_has_read_once_after_the_next_start(home: Path) -> None:
    with serving(home) as service:
        made = service.upload("long.pdf", long_cv())
        until(lambda: is_running(service, made["job_id"]), "running")
        service.kill()
    with serving(home) as again:
        job = again.job_ends(made["job_id"])
        cvs = again.cvs()

    assert job["status"] == "succeeded"
    assert [cv["file_id"] for cv in cvs] == [made["id"]]
    assert postgres_processes(home) == []


@pytest.mark.deep
def test_a_worker_that_is_killed_while_it_reads_is_replaced_by_the_next_one(home: Path) -> None:
    with serving(home, CANDIDACY_WORKER="apart") as service:
        with worker(home) as first:
            made = service.upload("long.pdf", long_cv())
            until(lambda: is_running(service, made["job_id"]), "running")
            first.kill()
        with worker(home) as second:
            job = service.job_ends(made["job_id"])
            cvs = service.cvs()
            code = second.end(signal.SIGTERM)

    assert (job["status"], code) == ("succeeded", 0)
    assert [cv["file_id"] for cv in cvs] == [made["id"]]
    assert postgres_processes(home) == []


@pytest.mark.deep
def test_two_services_share_one_home(home: Path) -> None:
    with serving(home) as first, serving(home) as second:
        made = first.upload("cv.pdf", SHORT_CV)
        seen = second.job_ends(made["job_id"])
        first.end(signal.SIGTERM)
        still_there = second.cvs()
        code = second.end(signal.SIGTERM)

    assert (seen["status"], code) == ("succeeded", 0)
    assert [cv["file_id"] for cv in still_there] == [made["id"]]
    assert postgres_processes(home) == []


@pytest.mark.deep
def test_hostile_files_are_refused_each_with_a_reason_and_the_next_one_is_read(home: Path) -> None:
    files = {
        "truncated.pdf": hostile.truncated_pdf(),
        "garbage.pdf": hostile.garbage_pdf(),
        "locked.pdf": hostile.locked_pdf(),
        "bomb.pdf": hostile.double_flate_bomb(),
        "cycle.pdf": hostile.cyclic_pages(),
        "forms.pdf": hostile.exponential_forms(),
        "scan.pdf": hostile.scan(),
        "laughs.docx": hostile.billion_laughs(),
        "entity.docx": hostile.external_entity(),
        "members.docx": hostile.many_members(),
        "program.pdf": b"MZ\x90\x00" + bytes(500),
    }
    with serving(home) as service:
        jobs = {name: service.upload(name, data)["job_id"] for name, data in files.items()}
        ends = {name: service.job_ends(job) for name, job in jobs.items()}
        after = service.job_ends(service.upload("cv.pdf", SHORT_CV)["job_id"])
        cvs = [cv["title"] for cv in service.cvs()]

    unexplained = {
        n: e["status"] for n, e in ends.items() if e["status"] == "failed" and not e["error_message"]
    }
    assert {end["status"] for end in ends.values()} <= {"failed", "succeeded"}
    assert unexplained == {}
    assert [name for name, end in ends.items() if end["status"] == "succeeded" and "bomb" in name] == []
    assert after["status"] == "succeeded"
    assert "cv" in cvs


@pytest.mark.deep
def test_an_external_database_is_used_by_its_address_alone(open_directory: Path, other_home: Path) -> None:
    home = open_directory / "home"
    with EmbeddedPostgres(other_home, options={"fsync": "off"}) as url:
        with serving(home, DATABASE_URL=url) as service:
            job = service.job_ends(service.upload("cv.pdf", SHORT_CV)["job_id"])
            own = [path.name for path in home.iterdir()]
            service.end(signal.SIGTERM)
        with serving(home, DATABASE_URL=url) as again:
            titles = [cv["title"] for cv in again.cvs()]

    assert (job["status"], titles) == ("succeeded", ["cv"])
    assert "postgres" not in own


def test_a_port_that_is_taken_is_one_clear_line(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        ended = run(home, "serve", "--port", str(port))

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.splitlines() == [
        f"Port {port} of 127.0.0.1 is taken: Address already in use. Choose another with --port."
    ]
    assert postgres_processes(home) == []


def test_a_wrong_setting_is_named_in_one_line(tmp_path: Path) -> None:
    ended = run(tmp_path / "home", "serve", CANDIDACY_HTTP__PORT="many")

    assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (1, "", 1)
    assert ended.stderr.startswith("CANDIDACY_HTTP__PORT: ")


def test_a_database_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    url = f"postgresql://me:pa55w0rd@127.0.0.1:{free_port()}/x"

    ended = run(tmp_path / "home", "serve", "--port", str(free_port()), DATABASE_URL=url)

    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "pa55w0rd" not in ended.stderr
    assert "The database cannot be reached" in ended.stderr


@pytest.mark.deep
def test_the_doctor_finds_a_home_well(home: Path) -> None:
    ended = run(home, "doctor")

    assert ended.returncode == 0, ended.stderr
    assert "MISSING" not in ended.stdout


@pytest.mark.deep
def test_the_log_of_a_service_holds_nothing_of_a_document(home: Path) -> None:
    with serving(home, CANDIDACY_LOGGING__LEVEL="debug") as service:
        service.job_ends(service.upload("ada-lovelace.pdf", SHORT_CV)["job_id"])
        service.job_ends(service.upload("locked-lovelace.pdf", hostile.locked_pdf())["job_id"])
        httpx.get(f"{service.url}/cvs?q=lovelace", headers={"accept": "text/html"})
        service.end(signal.SIGTERM)

    assert "lovelace" not in service.said.lower()
    assert "ada@example.org" not in service.said


@pytest.mark.deep
def test_priv_011_tidying_by_hand_says_what_it_removed(home: Path) -> None:
    told = run(home, "tidy", "--dry-run", "--json")
    shown = run(home, "tidy")

    nothing = {"dry_run": True, "removed": {}, "storage": {"orphans": 0, "missing": 0}}
    assert json.loads(told.stdout) == nothing, told.stderr
    assert shown.returncode == 0
    assert "nothing" in shown.stdout
