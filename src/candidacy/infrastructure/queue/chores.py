"""Work that comes again and is nobody's job: of all workers one does it when it is due."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from sqlalchemy import func, text, update
from sqlalchemy.dialects.postgresql import insert

from candidacy.infrastructure.postgres import Sessions
from candidacy.infrastructure.queue.models import ChoreDue
from candidacy.infrastructure.queue.outages import OUTAGES
from candidacy.kernel.cancellation import pause

logger = structlog.get_logger(__name__)

_LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Chore:
    """Work that comes again every ``interval`` seconds, first after a tenth of that, and is nobody's job."""

    name: str
    interval: float
    call: Callable[[], Awaitable[object]]

    @property
    def pause(self) -> float:
        """Seconds between two looks whether it is due."""
        return min(_LONGEST_PAUSE, self.interval / 10)


async def again_and_again(chore: Chore, sessions: Sessions) -> None:
    """Do a chore for ever, whenever this process is the first to see that it is due.

    Turns are rows of the database: so a restart does not begin anew, and a worker that is killed or frozen
    misses its turn without keeping it from the others. One that failed is done again at its next turn.
    """
    known = False
    while True:
        try:
            if not known:
                await announce(chore, sessions)
                known = True
            if await is_ours(chore, sessions):
                await chore.call()
        except OUTAGES as exc:
            logger.warning("chore_interrupted", chore=chore.name, error=type(exc).__name__)
        except Exception:
            logger.exception("chore_failed", chore=chore.name)
        await pause(chore.pause)


async def announce(chore: Chore, sessions: Sessions) -> None:
    """Have a chore that was never done wait for its first turn."""
    first = {"name": chore.name, "due_at": _after(chore.interval / 10)}
    async with sessions.begin() as session:
        await session.execute(insert(ChoreDue).values(first).on_conflict_do_nothing())


async def is_ours(chore: Chore, sessions: Sessions) -> bool:
    """Whether a chore is due and nobody else took the turn; it is then due again after its interval."""
    due = ChoreDue.name == chore.name, ChoreDue.due_at <= func.clock_timestamp()
    turn = update(ChoreDue).where(*due).values(due_at=_after(chore.interval)).returning(ChoreDue.name)
    async with sessions.begin() as session:
        return await session.scalar(turn) is not None


def _after(seconds: float) -> object:
    return text("clock_timestamp() + make_interval(secs => :seconds)").bindparams(seconds=seconds)
