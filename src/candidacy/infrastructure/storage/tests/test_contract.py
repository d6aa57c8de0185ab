import asyncio
import hashlib
import secrets
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from candidacy.infrastructure.storage import (
    LocalStorage,
    MemoryStorage,
    ObjectMissing,
    ObjectTooLarge,
    Storage,
    StorageSettings,
    StorageUnavailable,
    open_storage,
)
from candidacy.infrastructure.storage.tests.servers import BUCKET, SECRET, BucketServer

MEGABYTE = 1_000_000
UNKNOWN = f"00/{'0' * 62}"


@pytest.fixture(scope="module")
def buckets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, BucketServer]]:
    servers = {name: BucketServer(tmp_path_factory.mktemp(name), keys=name == "s3") for name in ("s3", "gcs")}
    for server in servers.values():
        server.start()
    yield servers
    for server in servers.values():
        server.stop()


@pytest.fixture(params=["local", "memory", "s3", "gcs"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    match request.param:
        case "local":
            return LocalStorage(tmp_path / "objects")
        case "memory":
            return MemoryStorage(production=False)
        case name:
            server: BucketServer = request.getfixturevalue("buckets")[name]
            return open_storage(server.settings(prefix=f"test/{secrets.token_hex(8)}"), tmp_path)


async def stream(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


async def content(storage: Storage, key: str) -> bytes:
    return b"".join([chunk async for chunk in storage.get(key)])


async def test_what_is_put_is_got(storage: Storage) -> None:
    stored = await storage.put(stream(b"curri", b"culum"), limit=100)

    assert await content(storage, stored.key) == b"curriculum"


async def test_size_and_digest_are_those_of_the_content(storage: Storage) -> None:
    stored = await storage.put(stream(b"curri", b"culum"), limit=100)

    assert (stored.size, stored.sha256) == (10, hashlib.sha256(b"curriculum").hexdigest())


async def test_a_stream_of_many_parts_keeps_its_order(storage: Storage) -> None:
    parts = [bytes([number]) * MEGABYTE for number in range(13)]

    stored = await storage.put(stream(*parts), limit=20 * MEGABYTE)

    assert await content(storage, stored.key) == b"".join(parts)


async def test_nothing_at_all_can_be_stored(storage: Storage) -> None:
    stored = await storage.put(stream(), limit=100)

    assert await content(storage, stored.key) == b""


async def test_the_same_content_gets_another_key(storage: Storage) -> None:
    keys = {(await storage.put(stream(b"same"), limit=100)).key for _ in range(3)}

    assert len(keys) == 3


async def test_a_stream_of_just_the_limit_is_taken(storage: Storage) -> None:
    stored = await storage.put(stream(b"1234", b"5678"), limit=8)

    assert stored.size == 8


async def test_a_stream_over_the_limit_is_cut_at_once(storage: Storage) -> None:
    asked = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal asked
        while True:
            asked += 1
            yield b"x" * 1000

    with pytest.raises(ObjectTooLarge, match="1500 bytes"):
        await storage.put(endless(), limit=1500)

    assert asked == 2


async def test_what_is_deleted_is_gone(storage: Storage) -> None:
    stored = await storage.put(stream(b"x"), limit=100)

    await storage.delete(stored.key)

    assert not await storage.exists(stored.key)
    with pytest.raises(ObjectMissing):
        await content(storage, stored.key)


async def test_deleting_what_is_not_there_is_no_error(storage: Storage) -> None:
    kept = await storage.put(stream(b"x"), limit=100)

    await storage.delete(UNKNOWN)

    assert not await storage.exists(UNKNOWN)
    assert await storage.exists(kept.key)


async def test_what_was_put_exists(storage: Storage) -> None:
    stored = await storage.put(stream(b"x"), limit=100)

    assert await storage.exists(stored.key)
    assert not await storage.exists(UNKNOWN)


@pytest.mark.parametrize("key", ["../../etc/passwd", "/etc/passwd", "", "a" * 64, "00/" + "0" * 61 + "/"])
async def test_a_key_that_no_storage_made_finds_nothing(storage: Storage, key: str) -> None:
    with pytest.raises(ObjectMissing):
        await content(storage, key)


def files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


async def test_a_file_that_is_too_large_leaves_nothing_on_the_disk(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path / "objects")
    parts = [b"x" * MEGABYTE] * 12

    with pytest.raises(ObjectTooLarge):
        await storage.put(stream(*parts), limit=11 * MEGABYTE)

    assert files(tmp_path) == []


async def test_a_stream_that_breaks_leaves_nothing_on_the_disk(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path / "objects")

    async def broken() -> AsyncIterator[bytes]:
        for _ in range(8):
            yield b"x" * MEGABYTE
        raise EOFError("the client has gone")

    with pytest.raises(EOFError):
        await storage.put(broken(), limit=100 * MEGABYTE)

    assert files(tmp_path) == []


async def test_a_cancelled_upload_leaves_no_object(tmp_path: Path) -> None:
    storage, started = LocalStorage(tmp_path / "objects"), asyncio.Event()

    async def hanging() -> AsyncIterator[bytes]:
        yield b"x" * MEGABYTE
        started.set()
        await asyncio.Event().wait()

    upload = asyncio.create_task(storage.put(hanging(), limit=100 * MEGABYTE))
    await started.wait()
    upload.cancel()

    with pytest.raises(asyncio.CancelledError):
        await upload
    assert [path for path in files(tmp_path) if "#" not in path.name] == []


def test_only_its_owner_can_enter_the_directory(tmp_path: Path) -> None:
    LocalStorage(tmp_path / "objects")

    assert (tmp_path / "objects").stat().st_mode & 0o777 == 0o700


def test_the_memory_storage_refuses_production() -> None:
    with pytest.raises(ValueError, match="restart"):
        MemoryStorage(production=True)


async def test_everything_that_is_there_is_listed(storage: Storage) -> None:
    kept = [(await storage.put(stream(b"x"), limit=1)).key for _ in range(120)]
    gone = await storage.put(stream(b"x"), limit=1)
    await storage.delete(gone.key)

    listed = [found async for found in storage.list()]

    assert sorted(found.key for found in listed) == sorted(kept)
    assert all(abs(datetime.now(UTC) - found.since) < timedelta(minutes=5) for found in listed)


async def test_what_was_kept_elsewhere_comes_back_under_its_key(storage: Storage) -> None:
    stored = await storage.put(stream(b"curriculum"), limit=100, key=UNKNOWN)

    assert stored.key == UNKNOWN
    assert await content(storage, UNKNOWN) == b"curriculum"


async def test_a_key_of_somebody_elses_making_is_refused(storage: Storage) -> None:
    with pytest.raises(ObjectMissing):
        await storage.put(stream(b"x"), limit=1, key="../../etc/passwd")


async def test_an_empty_store_lists_nothing(storage: Storage) -> None:
    assert [found async for found in storage.list()] == []


def objects_in(server: BucketServer) -> list[Path]:
    return files(server.folder / BUCKET)


@pytest.mark.parametrize("name", ["s3", "gcs"])
async def test_a_stream_that_breaks_leaves_nothing_in_the_bucket(
    buckets: dict[str, BucketServer], name: str, tmp_path: Path
) -> None:
    storage, before = open_storage(buckets[name].settings(), tmp_path), objects_in(buckets[name])

    with pytest.raises(ObjectTooLarge):
        await storage.put(stream(*[b"x" * MEGABYTE] * 12), limit=11 * MEGABYTE)

    assert [found async for found in storage.list()] == []
    assert [path for path in objects_in(buckets[name]) if "rclone_temp" not in path.name] == before


async def test_others_in_the_same_bucket_are_not_seen(
    buckets: dict[str, BucketServer], tmp_path: Path
) -> None:
    mine, theirs = (
        open_storage(buckets["s3"].settings(prefix=prefix), tmp_path) for prefix in ("mine", "theirs")
    )
    stored = await theirs.put(stream(b"x"), limit=1)

    assert not await mine.exists(stored.key)
    assert [found async for found in mine.list()] == []


@pytest.mark.parametrize("wrong", [{"secret_access_key": "another"}, {"bucket": "nowhere"}])
async def test_a_bucket_that_refuses_is_said_to_be_unavailable_without_a_secret(
    buckets: dict[str, BucketServer], wrong: dict[str, str], tmp_path: Path
) -> None:
    storage = open_storage(buckets["s3"].settings(**wrong), tmp_path)

    with pytest.raises(StorageUnavailable) as caught:
        await storage.put(stream(b"x"), limit=1)

    assert SECRET not in str(caught.value)


async def test_a_store_that_is_away_is_unavailable_and_back_once_it_is_there(tmp_path: Path) -> None:
    server = BucketServer(tmp_path / "away", keys=True)
    storage = open_storage(server.settings(), tmp_path)

    with pytest.raises(StorageUnavailable):
        await storage.put(stream(b"x"), limit=1)
    server.start()
    try:
        stored = await storage.put(stream(b"x"), limit=1)
        assert await content(storage, stored.key) == b"x"
    finally:
        server.stop()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"provider": "s3"}, "needs the name of a bucket"),
        ({"provider": "s3", "bucket": "b", "access_key_id": "x"}, "go together"),
        ({"prefix": "../up"}, "pattern"),
    ],
)
def test_settings_that_cannot_work_are_refused(given: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        StorageSettings.model_validate(given)


async def test_ops_211_who_has_a_link_gets_the_object_to_save(
    buckets: dict[str, BucketServer], tmp_path: Path
) -> None:
    storage = open_storage(buckets["s3"].settings(links=True), tmp_path)
    stored = await storage.put(stream(b"curri", b"culum"), limit=100, save_as="export.zip")

    link = await storage.link(stored.key, lifetime=timedelta(minutes=5))

    assert link is not None
    assert SECRET not in link
    async with httpx.AsyncClient() as api:
        answer = await api.get(link)
        changed = await api.get(link.replace(stored.key[-8:], "0" * 8))
        unsigned = await api.get(link.partition("?")[0])
    assert (answer.status_code, answer.content) == (200, b"curriculum")
    assert {changed.status_code, unsigned.status_code} <= {400, 403}


async def test_ops_211_a_link_holds_no_longer_than_it_was_given_for(
    buckets: dict[str, BucketServer], tmp_path: Path
) -> None:
    storage = open_storage(buckets["s3"].settings(links=True), tmp_path)
    stored = await storage.put(stream(b"x"), limit=100)
    link = await storage.link(stored.key, lifetime=timedelta(seconds=1))
    assert link is not None

    await asyncio.sleep(2.1)

    async with httpx.AsyncClient() as api:
        assert (await api.get(link)).status_code in {400, 403}


async def test_where_links_are_not_switched_on_there_are_none(storage: Storage) -> None:
    stored = await storage.put(stream(b"x"), limit=100)

    assert await storage.link(stored.key, lifetime=timedelta(minutes=5)) is None
    with pytest.raises(ObjectMissing):
        await storage.link("../../etc/passwd", lifetime=timedelta(minutes=5))
