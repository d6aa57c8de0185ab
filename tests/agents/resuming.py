"""A process that runs one tailoring against a model elsewhere, and dies by SIGKILL before a given step."""

import asyncio
import os
import signal
import sys
from uuid import UUID

from candidacy.ai_agents.agents import Agents
from candidacy.ai_agents.interface import ModelSettings, Thread
from candidacy.domain.skills import load_seed
from candidacy.infrastructure.checkpoints import Checkpoints
from candidacy.infrastructure.postgres.engine import create_engine, create_sessionmaker
from tests.agents.books import Bench
from tests.agents.material import to_tailor


async def main(settings: str, url: str, workspace: str, thread: str, dies_at: str) -> None:
    async def progress(step: str, _: float) -> None:
        if step == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    engine = create_engine(url)
    bench = Bench(ModelSettings.model_validate_json(settings))
    agents = Agents(bench.client, load_seed(), Checkpoints(create_sessionmaker(engine)).open)
    run = Thread(workspace=UUID(workspace), id=UUID(thread))
    found = await agents.tailor.propose(to_tailor(), thread=run, progress=progress)
    await engine.dispose()
    sys.stdout.write(f"{len(found.made)} {len(found.refused)}")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
