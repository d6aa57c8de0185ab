"""Backups as operators make them: of a running service, checked, and brought back into another home."""

import json
import tarfile
from pathlib import Path

import pytest

from tests.service.documents import SHORT_CV
from tests.service.processes import Service, run, serving


def uploaded(service: Service) -> str:
    made = service.upload("cv.pdf", SHORT_CV)
    service.job_ends(made["job_id"])
    return str(made["id"])


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """The home of an installation, a backup made while it ran, and the id of a file in it."""
    home = tmp_path_factory.mktemp("kept") / "home"
    target = home.parent / "all.backup"
    with serving(home) as service:
        file = uploaded(service)
        made = run(home, "backup", str(target), "--json")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["files"] == 1
    return home, target, file


@pytest.mark.deep
def test_ops_001_a_backup_of_a_running_service_comes_back_elsewhere_with_all_there_is(
    kept: tuple[Path, Path, str], tmp_path: Path
) -> None:
    home, backup, file = kept
    other = tmp_path / "other"

    restored = run(other, "restore", str(backup))
    with serving(other) as service:
        titles = [cv["title"] for cv in service.cvs()]
        content = service.api.get(f"/api/v1/files/{file}/content").content

    assert restored.returncode == 0, restored.stderr
    assert (titles, content) == (["cv"], SHORT_CV)
    assert (other / "secrets").read_bytes() == (home / "secrets").read_bytes()
    assert (other / "secrets").stat().st_mode & 0o777 == 0o600
    assert backup.stat().st_mode & 0o777 == 0o600


@pytest.mark.deep
def test_ops_002_a_home_that_is_inhabited_is_only_replaced_when_that_is_said(
    kept: tuple[Path, Path, str], tmp_path: Path
) -> None:
    _, backup, _ = kept
    other = tmp_path / "other"
    with serving(other) as service:
        service.api.post(
            "/api/v1/cvs", json={"candidate_name": "Nobody", "skills": ["COBOL"], "experience_years": 1}
        )
        while_running = run(other, "restore", str(backup), "--replace")

    refused = run(other, "restore", str(backup))
    replaced = run(other, "restore", str(backup), "--replace")
    with serving(other) as service:
        titles = [cv["title"] for cv in service.cvs()]

    assert (while_running.returncode, "Stop it first" in while_running.stderr) == (1, True)
    assert (refused.returncode, "already" in refused.stderr) == (1, True)
    assert replaced.returncode == 0, replaced.stderr
    assert titles == ["cv"]


@pytest.mark.deep
def test_ops_003_a_damaged_backup_is_refused_before_anything_is_touched(
    kept: tuple[Path, Path, str], tmp_path: Path
) -> None:
    whole = kept[1].read_bytes()
    with tarfile.open(kept[1]) as archive:
        at = archive.getmember("database.dump").offset_data + 100
    turned = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    said = {}
    for name, data in (("turned", turned), ("cut", whole[: len(whole) // 2]), ("none", b"no backup")):
        (tmp_path / name).write_bytes(data)
        done = run(tmp_path / "home", "restore", str(tmp_path / name))
        said[name] = (done.returncode, done.stderr.strip().rsplit("\n", 1)[-1])

    assert not (tmp_path / "home").exists()
    assert said == {
        "turned": (1, "This backup is damaged or was cut off. Nothing was changed."),
        "cut": (1, "This backup is damaged or was cut off. Nothing was changed."),
        "none": (1, "This file is no backup of Candidacy."),
    }


@pytest.mark.deep
def test_ops_001_a_backup_is_never_written_over(kept: tuple[Path, Path, str]) -> None:
    home, backup, _ = kept
    before = backup.read_bytes()

    again = run(home, "backup", str(backup))

    assert (again.returncode, "already" in again.stderr) == (1, True)
    assert backup.read_bytes() == before
    assert [p.name for p in backup.parent.iterdir() if p.name.startswith(".")] == []
