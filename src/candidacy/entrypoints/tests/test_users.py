"""candidacy users: accounts made and shut on the command line, in a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from candidacy.testing.application import Client

PASSWORD = "glass kettle orbit 9"
COMMAND = "from candidacy.entrypoints.cli import main; main()"


async def users(home: Path, url: str, *arguments: str) -> tuple[int, str]:
    environment = {**os.environ, "DATABASE_URL": url, "CANDIDACY_HOME": str(home)}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        COMMAND,
        "users",
        *arguments,
        env=environment,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,  # No terminal, so that the password is read from standard input.
    )
    _, said = await process.communicate(f"{PASSWORD}\n{PASSWORD}\n".encode())
    return process.returncode or 0, said.decode()


async def login(client: Client) -> int:
    body = {"email": "root@example.org", "password": PASSWORD}
    return (await client.http.post("/api/v1/auth/login", json=body)).status_code


@pytest.mark.deep
@pytest.mark.own_database
async def test_auth_023_an_operator_makes_shuts_and_opens_an_account(client: Client, tmp_path: Path) -> None:
    url = client.application.url
    made = await users(tmp_path, url, "create", "root@example.org", "--superuser")
    before = await login(client)

    await users(tmp_path, url, "deactivate", "root@example.org")
    shut = await login(client)
    await users(tmp_path, url, "activate", "root@example.org")

    assert made[0] == 0, made[1]
    assert "superuser" in made[1]
    assert [before, shut, await login(client)] == [200, 401, 200]


@pytest.mark.own_database
async def test_auth_023_an_address_without_an_account_is_said_to_have_none(
    client: Client, tmp_path: Path
) -> None:
    code, said = await users(tmp_path, client.application.url, "deactivate", "nobody@example.org")

    assert (code, "There is no account with this address." in said) == (1, True)
