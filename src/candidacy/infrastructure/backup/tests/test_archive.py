import io
import json
import tarfile
from pathlib import Path

import pytest

from candidacy.infrastructure.backup import (
    ArchiveReader,
    ArchiveWriter,
    BackupDamaged,
    BackupNewer,
    Contents,
    NotABackup,
    TargetExists,
)

KEY = f"files/00/{'0' * 62}"


def contents() -> Contents:
    return Contents("2026-11-21T12:00:00+00:00", "0.1.0", "0018")


def written(target: Path) -> Path:
    with ArchiveWriter(target, contents()) as archive:
        archive.add("database.dump", io.BytesIO(b"rows"))
        archive.add(KEY, io.BytesIO(b"content"))
    return target


def tar_of(target: Path, members: dict[str, bytes], kind: bytes = tarfile.REGTYPE) -> Path:
    with tarfile.open(target, "w") as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size, member.type = len(data) if kind == tarfile.REGTYPE else 0, kind
            member.linkname = "/etc/passwd"
            archive.addfile(member, io.BytesIO(data))
    return target


def test_what_is_written_is_read(tmp_path: Path) -> None:
    reader = ArchiveReader(written(tmp_path / "a"))

    assert {name: content.read() for name, content in reader.members()} == {
        "database.dump": b"rows",
        KEY: b"content",
    }
    assert reader.contents().revision == "0018"
    assert reader.contents().entries[KEY][0] == 7


def test_a_file_of_that_name_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"mine")

    with pytest.raises(TargetExists):
        ArchiveWriter(tmp_path / "a", contents())

    assert (tmp_path / "a").read_bytes() == b"mine"


def test_an_error_in_the_middle_leaves_no_file(tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(size)

    archive = ArchiveWriter(tmp_path / "a", contents())
    with pytest.raises(OSError, match=r"\d"), archive:
        archive.add("database.dump", Broken(b"rows"))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("length", range(0, 10_240, 512))
def test_a_backup_that_is_cut_off_anywhere_is_refused(tmp_path: Path, length: int) -> None:
    whole = written(tmp_path / "a").read_bytes()
    end = whole.rindex(b'"entries"')
    if length > end:
        pytest.skip("all that counts is there")
    (tmp_path / "b").write_bytes(whole[:length])

    with pytest.raises((BackupDamaged, NotABackup)):
        ArchiveReader(tmp_path / "b").contents()


def test_a_changed_byte_is_found(tmp_path: Path) -> None:
    whole = written(tmp_path / "a").read_bytes()
    (tmp_path / "b").write_bytes(whole.replace(b"content", b"c0ntent", 1))

    with pytest.raises(BackupDamaged):
        ArchiveReader(tmp_path / "b").contents()


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "home/../secrets", "files/00/short", "home/.ssh"])
def test_a_member_that_names_another_place_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotABackup):
        ArchiveReader(tar_of(tmp_path / "a", {name: b"x"})).contents()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_a_member_that_is_no_file_is_refused(tmp_path: Path, kind: bytes) -> None:
    with pytest.raises(NotABackup):
        ArchiveReader(tar_of(tmp_path / "a", {"home/secrets": b""}, kind)).contents()


def test_a_backup_of_a_later_form_is_refused(tmp_path: Path) -> None:
    later = json.dumps({"format": 2}).encode()

    with pytest.raises(BackupNewer):
        ArchiveReader(tar_of(tmp_path / "a", {"manifest.json": later})).contents()


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b'{"format": 1, "entries": []}', b"\xff"])
def test_a_manifest_that_says_nothing_is_refused(tmp_path: Path, manifest: bytes) -> None:
    with pytest.raises(NotABackup):
        ArchiveReader(tar_of(tmp_path / "a", {"manifest.json": manifest})).contents()
