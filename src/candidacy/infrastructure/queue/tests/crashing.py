"""A worker process for a test to kill: its job says that it has begun, and never ends."""

import asyncio
import sys

from candidacy.infrastructure.postgres import create_engine, create_sessionmaker
from candidacy.infrastructure.queue import JobContext, JobHandlers, Worker
from candidacy.infrastructure.queue.tests.conftest import BRISK


async def hang(context: JobContext) -> None:
    await context.progress(0.5, "begun")
    await asyncio.Event().wait()


async def main(url: str) -> None:
    handlers = JobHandlers()
    handlers.register("work", hang)
    await Worker(url, handlers, create_sessionmaker(create_engine(url)), BRISK).run()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
