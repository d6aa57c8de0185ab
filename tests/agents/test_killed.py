"""Of a process that is killed in the middle of a workflow, nobody pays again for what it has done."""

import asyncio
import json
import signal
import sys
from collections import Counter
from uuid import uuid4

import pytest
from sqlalchemy import text

from candidacy.ai_agents.interface import ProviderKind
from candidacy.ai_agents.loopback import LoopbackModels
from candidacy.infrastructure.postgres import Database

pytestmark = [pytest.mark.own_database, pytest.mark.deep]

SAID = {"changes": [{"path": "/work/0/highlights/0", "after": "Led 50 people", "reason": "", "sources": []}]}


async def run(
    models: LoopbackModels, database: Database, workspace: str, thread: str, dies_at: str
) -> tuple[int, str]:
    settings = models.settings(ProviderKind.OPENAI)
    told = settings.model_dump(mode="json") | {"api_key": "sk-loopback"}
    arguments = (json.dumps(told), database.url, workspace, thread, dies_at)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.agents.resuming", *arguments, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode().strip()


async def test_a_workflow_killed_between_its_calls_pays_for_none_twice(database: Database) -> None:
    workspace, thread = str(uuid4()), str(uuid4())
    async with database.sessions.begin() as session:
        await session.execute(text("SELECT set_config('app.workspace', :id, true)"), {"id": workspace})
        await session.execute(
            text("INSERT INTO workspaces (id, name, kind) VALUES (:id, 'Ours', 'team')"), {"id": workspace}
        )

    async with LoopbackModels(lambda _: json.dumps(SAID)) as models:
        ends = [await run(models, database, workspace, thread, step) for step in ("verify", "done", "-")]

    assert [code for code, _ in ends[:2]] == [-signal.SIGKILL] * 2
    assert ends[-1] == (0, "2 1")
    assert Counter("refused" in asked.data for asked in models.asked) == {False: 1, True: 1}
