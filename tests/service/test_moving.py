"""From one database to another: to an external server, and over a major version of PostgreSQL."""

import json
import signal
from pathlib import Path

import pytest

from candidacy.infrastructure.postgres.embedded import EmbeddedPostgres
from tests.service.documents import SHORT_CV
from tests.service.processes import Service, run, serving

pytestmark = pytest.mark.deep

LEAN = {"fsync": "off", "shared_buffers": "32MB"}


def filled(service: Service) -> None:
    service.job_ends(service.upload("cv.pdf", SHORT_CV)["job_id"])


def last_line(text: str) -> str:
    return text.strip().rsplit("\n", 1)[-1]


def test_ops_207_one_command_moves_the_embedded_database_and_proves_it(home: Path, other_home: Path) -> None:
    with EmbeddedPostgres(other_home, options=LEAN) as url:
        with serving(home) as service:
            filled(service)
            in_use = run(home, "move", DATABASE_URL=url)
            service.end(signal.SIGTERM)
        moved = run(home, "move", "--json", DATABASE_URL=url)
        again = run(home, "move", DATABASE_URL=url)
        forgotten = run(home, "doctor")
        with serving(home, DATABASE_URL=url) as service:
            titles = [cv["title"] for cv in service.cvs()]
            kept = service.api.get("/api/v1/files").json()["items"][0]["id"]
            content = service.api.get(f"/api/v1/files/{kept}/content")
            filled(service)

    assert (in_use.returncode, "Stop it first" in in_use.stderr) == (1, True), in_use.stderr
    assert moved.returncode == 0, moved.stderr
    found = json.loads(moved.stdout)
    assert found["tables"] > 40
    assert found["rows"] > 10
    assert (again.returncode, "Set DATABASE_URL to an empty one" in again.stderr) == (1, True)
    assert (forgotten.returncode, "was moved to another server" in forgotten.stderr) == (1, True)
    assert (titles, content.content) == (["cv"], SHORT_CV)


def test_ops_207_what_cannot_be_moved_is_said_in_one_line(tmp_path: Path) -> None:
    nowhere = run(tmp_path / "home", "move")
    nothing = run(tmp_path / "home", "move", DATABASE_URL="postgresql://me@127.0.0.1:1/x")

    assert [ended.returncode for ended in (nowhere, nothing)] == [1, 1]
    assert last_line(nowhere.stderr) == "Set DATABASE_URL to the empty PostgreSQL database to move to."
    assert last_line(nothing.stderr) == "There is no embedded database in this CANDIDACY_HOME."


def test_ops_208_data_of_another_major_version_come_over_by_backup_and_restore(
    home: Path,
) -> None:
    backup = home.parent / "before.backup"
    with serving(home) as service:
        filled(service)
        service.end(signal.SIGTERM)
    run(home, "backup", str(backup))
    data = home / "postgres" / "server" / "data"
    # As if an older release had written them: there is only one major version here to write any.
    (data / "PG_VERSION").write_text("17\n")

    refused = run(home, "doctor")
    restored = run(home, "restore", "--replace", str(backup))
    with serving(home) as service:
        titles = [cv["title"] for cv in service.cvs()]

    assert refused.returncode == 1
    assert "written by PostgreSQL 17" in refused.stderr
    assert "candidacy restore --replace before.backup" in refused.stderr
    assert restored.returncode == 0, restored.stderr
    assert titles == ["cv"]
    assert (data.with_name("data-17") / "PG_VERSION").read_text() == "17\n"
