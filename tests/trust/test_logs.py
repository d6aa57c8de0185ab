"""No log holds what somebody proves who they are with, or what their documents say, at whatever level."""

from __future__ import annotations

import contextlib
import io
import json
import logging
from typing import TYPE_CHECKING, Any, Literal

import pytest
import structlog

from candidacy.features.auth.tests.people import (
    NEW_PASSWORD,
    PASSWORD,
    add_user,
    bearer,
    token_in,
)
from candidacy.infrastructure.observability.logging import LoggingSettings, configure_logging

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from candidacy.testing.application import Client

EMAIL = "canary.wren@example.org"
WRONG_PASSWORD = "mistyped marble 7"
CANARY = "quokka lighthouse quartet"
CV = (
    f"Wilhelmina Canarywren\n{EMAIL}\n+49 30 901820\n\nSummary\n{CANARY}\n\nSkills\nPython, SQL\n\n"
    "Experience\nProgrammer, Engines, 2019 - 2023\n"
).encode()
FORGED = "forged-line"
NEWLINES = f"cv\n{FORGED}\r\n{FORGED}\u2028{FORGED}.txt"
TEST_CLIENT = ("httpx", "httpcore", "asyncio")
"""What the test itself sends its requests with."""


@pytest.fixture(params=["json", "console"])
def logs(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """Everything is logged as on a server, and what libraries say at their most talkative too."""
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    form: Literal["json", "console"] = request.param
    told = io.StringIO()
    with contextlib.redirect_stderr(told):
        configure_logging(LoggingSettings(level="debug", format=form))
    root.setLevel(logging.DEBUG)
    quiet = [logging.getLogger(name) for name in TEST_CLIENT]
    levels = [logger.level for logger in quiet]
    for logger in quiet:
        logger.setLevel(logging.CRITICAL)
    yield told
    for logger, old in zip(quiet, levels, strict=True):
        logger.setLevel(old)
    structlog.configure(**before)
    root.handlers[:] = handlers
    root.setLevel(level)


class Story:
    """Somebody's way through the application, and all that must not be told of it."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.secrets = {
            "password": PASSWORD,
            "new password": NEW_PASSWORD,
            "wrong password": WRONG_PASSWORD,
            "address": EMAIL,
            "canary": CANARY,
            "name": "Canarywren",
        }

    async def post(self, path: str, json: Any = None, **given: Any) -> httpx.Response:
        return await self.client.http.post(f"/api/v1{path}", json=json, **given)

    async def register(self) -> dict[str, str]:
        await add_user(self.client, "owner@example.org")
        asked = {"email": EMAIL, "display_name": "Wilhelmina Canarywren", "password": PASSWORD}
        await self.post("/auth/register", asked)
        token = token_in((await self.client.run_mails())[0].text)
        tokens = (await self.post("/auth/verify", {"token": token})).json()
        self.secrets |= {"letter": token, "access": tokens["access_token"]}
        self.secrets["refresh"] = tokens["refresh_token"]
        return bearer(tokens["access_token"])

    async def work(self, who: dict[str, str]) -> None:
        http = self.client.http
        await http.post("/api/v1/files", files={"file": (NEWLINES, CV)}, headers=who)
        await http.post("/api/v1/files", files={"file": ("cv.pdf", b"%PDF-1.7 " + CV)}, headers=who)
        await self.client.run_jobs()
        cv = (await http.get("/api/v1/cvs", headers=who)).json()["items"][0]["id"]
        posting = {"text": f"Programmer for {CANARY}.\n\nRequirements\n- You must know Python."}
        wanted = (await self.post("/postings", posting, headers=who)).json()["id"]
        await self.post(f"/cvs/{cv}/reviews", {}, headers=who)
        await self.post("/matches", {"cv_id": cv, "posting_id": wanted}, headers=who)
        # What cannot be: a name that is no JSON Resume, a body that is not valid, an address with a newline.
        await self.post("/cvs/import", {"basics": {"name": {"is": CANARY}}}, headers=who)
        await self.post("/cvs", {"candidate_name": CANARY, "skills": 7}, headers=who)
        await http.get(f"/api/v1/cvs/%0a{FORGED}", headers={**who, "user-agent": f"x{FORGED}"})

    async def prove(self, who: dict[str, str]) -> None:
        key = (await self.post("/api-keys", {"name": CANARY, "scopes": ["cvs:read"]}, headers=who)).json()
        self.secrets["key"] = key["key"]
        await self.client.http.get("/api/v1/cvs", headers=bearer(key["key"]))
        await self.post("/auth/login", {"email": EMAIL, "password": WRONG_PASSWORD})
        await self.post("/auth/refresh", {"refresh_token": self.secrets["refresh"]})
        secret = (await self.post("/me/second-factor", headers=who)).json()
        self.secrets["second factor"] = secret["secret"]
        await self.post("/auth/forgot-password", {"email": EMAIL})
        token = token_in((await self.client.run_mails())[0].text)
        self.secrets["reset"] = token
        await self.post("/auth/reset-password", {"token": token, "password": NEW_PASSWORD})

    async def leave(self) -> None:
        tokens = (await self.post("/auth/login", {"email": EMAIL, "password": NEW_PASSWORD})).json()
        who = bearer(tokens["access_token"])
        await self.post("/me/exports", headers=who)
        await self.client.run_jobs()
        await self.client.application.housekeeping.round()
        gone = await self.client.http.request("DELETE", "/api/v1/me", headers=who, json={"confirm": EMAIL})
        assert gone.status_code == 204, gone.text
        await self.client.run_jobs()


async def test_priv_015_no_secret_and_no_word_of_a_document_is_logged(
    client: Client, logs: io.StringIO, request: pytest.FixtureRequest
) -> None:
    story = Story(client)

    who = await story.register()
    await story.work(who)
    await story.prove(who)
    await story.leave()

    told = logs.getvalue()
    assert len(told.splitlines()) > 10
    assert [what for what, secret in story.secrets.items() if secret in told] == []
    if "json" in request.node.name:
        assert all(isinstance(json.loads(line), dict) for line in told.splitlines())


async def test_priv_015_a_newline_in_what_is_sent_begins_no_line(
    logs: io.StringIO,
) -> None:
    structlog.get_logger("candidacy.somewhere").warning("refused", path=NEWLINES)
    logging.getLogger("library").warning("could not read %r", NEWLINES)

    lines = logs.getvalue().split("\n")

    assert len([line for line in lines if line]) == 2
    assert not [line for line in lines if line.startswith(FORGED)]
