"""Secrets, signed tokens, sealed values and password hashes."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import argon2
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from candidacy.infrastructure.crypto import (
    BadSecret,
    BadToken,
    CryptoSettings,
    Keyring,
    PasswordHasher,
    Sealer,
    Signer,
    Unsealable,
    open_keyring,
)

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
OLD, NEW = b"an old secret of 32 characters or so", b"a new secret of 32 characters or more"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def signer() -> Signer:
    return Signer(Keyring((NEW,)), "access")


def forged(
    signer: Signer, *, header: dict[str, Any] | None = None, key: bytes | None = None, **claims: Any
) -> str:
    """A token like ours but for what is given, signed with our own key unless told otherwise."""
    kid, own = next(iter(signer._keys.items()))
    moment = int(NOW.timestamp())
    body = {"sub": "x", "iss": "candidacy", "aud": "access", "nbf": moment, "exp": moment + 60, **claims}
    head = {"alg": "HS256", "typ": "access+jwt", "kid": kid, **(header or {})}
    used = own if key is None else OctKey.import_key(key)
    return jwt.encode(
        head, {k: v for k, v in body.items() if v is not None}, used, algorithms=["HS256", "HS512"]
    )


def test_the_file_of_secrets_is_made_once_and_only_for_its_owner(tmp_path: Path) -> None:
    first = open_keyring(tmp_path, CryptoSettings())

    assert open_keyring(tmp_path, CryptoSettings()) == first
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["secrets"]


def test_a_file_of_secrets_that_others_may_read_is_refused(tmp_path: Path) -> None:
    open_keyring(tmp_path, CryptoSettings())
    (tmp_path / "secrets").chmod(0o644)

    with pytest.raises(BadSecret, match="chmod 600"):
        open_keyring(tmp_path, CryptoSettings())


def test_an_empty_file_of_secrets_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secrets").touch(mode=0o600)

    with pytest.raises(BadSecret, match="empty"):
        open_keyring(tmp_path, CryptoSettings())


@pytest.mark.parametrize("secret", ["short", "changeme" * 8])
def test_a_secret_that_can_be_guessed_is_refused(tmp_path: Path, secret: str) -> None:
    with pytest.raises(BadSecret):
        open_keyring(tmp_path, CryptoSettings.model_validate({"secrets": [secret]}))


def test_each_purpose_has_its_own_key() -> None:
    keyring = Keyring((NEW, OLD))

    assert len({*keyring.keys("a"), *keyring.keys("b")}) == 4


def test_a_token_says_what_was_signed(signer: Signer) -> None:
    assert signer.read(signer.sign({"sub": "x"}, now=NOW, lifetime=MINUTE), now=NOW)["sub"] == "x"


@pytest.mark.parametrize("seconds", [-60, -1, 59])
def test_ops_209_a_token_is_good_at_a_replica_whose_clock_is_a_minute_apart(
    signer: Signer, seconds: int
) -> None:
    token = signer.sign({"sub": "x"}, now=NOW, lifetime=MINUTE)

    assert signer.read(token, now=NOW + timedelta(seconds=seconds))["sub"] == "x"


def test_a_token_of_the_secret_before_is_still_read() -> None:
    token = Signer(Keyring((OLD,)), "access").sign({"sub": "x"}, now=NOW, lifetime=MINUTE)

    assert Signer(Keyring((NEW, OLD)), "access").read(token, now=NOW)["sub"] == "x"


def test_the_newest_secret_signs() -> None:
    token = Signer(Keyring((NEW, OLD)), "access").sign({}, now=NOW, lifetime=MINUTE)

    with pytest.raises(BadToken):
        Signer(Keyring((OLD,)), "access").read(token, now=NOW)


FORGERIES: dict[str, dict[str, Any]] = {
    "other key": {"key": b"another secret of thirty-two bytes!!"},
    "other algorithm": {"header": {"alg": "HS512"}},
    "other type": {"header": {"typ": "JWT"}},
    "other use": {"header": {"typ": "challenge+jwt"}},
    "path as key": {"header": {"kid": "../../dev/null"}},
    "no key named": {"header": {"kid": ""}},
    "address of keys": {"header": {"jku": "https://example.org/keys"}},
    "other audience": {"aud": "refresh"},
    "several audiences": {"aud": ["access", "refresh"]},
    "other issuer": {"iss": "someone"},
    "no end": {"exp": None},
    "end as text": {"exp": "9999999999"},
    "end as truth": {"exp": True},
    "ended": {"exp": int(NOW.timestamp())},
    "not yet begun": {"nbf": int(NOW.timestamp()) + 61},
    "no begin": {"nbf": None},
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_token_is_refused(signer: Signer, forgery: str) -> None:
    with pytest.raises(BadToken):
        signer.read(forged(signer, **FORGERIES[forgery]), now=NOW)


def test_the_pattern_of_the_forgeries_is_accepted_unforged(signer: Signer) -> None:
    assert signer.read(forged(signer), now=NOW)["sub"] == "x"


@pytest.mark.parametrize(
    "token", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.", "é.é.é", "x" * 100_000, "a.b.c.d.e"]
)
def test_what_is_no_signed_token_is_refused(signer: Signer, token: str) -> None:
    with pytest.raises(BadToken):
        signer.read(token, now=NOW)


def test_a_sealed_value_opens_in_its_place_only() -> None:
    sealer = Sealer(Keyring((NEW,)), "totp")
    sealed = sealer.seal(b"value", b"here")

    assert sealer.open(sealed, b"here") == b"value"
    for changed, place in ((sealed, b"there"), (sealed[:-1], b"here"), (b"", b"here")):
        with pytest.raises(Unsealable):
            sealer.open(changed, place)


def test_a_value_sealed_with_the_secret_before_still_opens() -> None:
    sealed = Sealer(Keyring((OLD,)), "totp").seal(b"value", b"")

    assert Sealer(Keyring((NEW, OLD)), "totp").open(sealed, b"") == b"value"


async def test_a_password_is_verified_against_its_hash() -> None:
    hasher = PasswordHasher()
    hashed = await hasher.hash("correct horse")

    assert hashed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await hasher.verify(hashed, "correct horse")
    assert not await hasher.verify(hashed, "wrong horse")


async def test_nobody_has_the_password_of_nobody() -> None:
    assert not await PasswordHasher().verify(None, "anything")


async def test_a_password_is_not_cut_off_at_any_length() -> None:
    hasher, long = PasswordHasher(), "ä" * 80

    assert not await hasher.verify(await hasher.hash(long + "1"), long + "2")


async def test_a_broken_hash_is_nobodys_password() -> None:
    assert not await PasswordHasher().verify("not a hash", "anything")


async def test_a_hash_of_older_parameters_is_outdated() -> None:
    hasher = PasswordHasher()
    older = argon2.PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash("x")

    assert hasher.is_outdated(older)
    assert not hasher.is_outdated(await hasher.hash("x"))
