"""The door of search: higher slices register sources, tell what changed, and answer visitors."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.assistant.errors import TooManyQuestions
from candidacy.features.assistant.service.asking import Answer, Asking
from candidacy.features.assistant.service.searching import Query, Searching
from candidacy.features.assistant.service.sources import Content, SearchSource, SearchSources
from candidacy.features.assistant.service.switching import INDEX
from candidacy.features.assistant.service.tools import SearchTools
from candidacy.infrastructure.postgres import Sessions, within
from candidacy.infrastructure.queue import BULK, Queue
from candidacy.infrastructure.redis.ports import Limit, RateLimiter
from candidacy.kernel.errors import NotFound
from candidacy.kernel.ids import WorkspaceId

__all__ = [
    "Answer",
    "Content",
    "SearchSource",
    "SearchSources",
    "SearchTools",
    "answer_visitor",
    "on_changed",
]

FOR_VISITORS = ("portfolio", "profile")
"""The kinds that visitors may ever be answered from."""
_TEN_MINUTES = 600


async def on_changed(
    session: AsyncSession, workspace: WorkspaceId, kind: str, item: UUID, *, queue: Queue
) -> None:
    """Have a thing indexed, by a job of the transaction that changes it. Deleting needs no call."""
    await queue.enqueue(
        session,
        INDEX,
        workspace=workspace,
        payload={"kind": kind, "item": item},
        subject_id=item,
        priority=BULK,
        lock=f"{INDEX}/{item}",
    )


async def answer_visitor(
    sessions: Sessions,
    workspace: WorkspaceId,
    tools: SearchTools,
    limiter: RateLimiter,
    *,
    question: str,
    readable: Mapping[UUID, str],
    address: str,
) -> Answer:
    """Answer somebody who may see only what is published, without a model.

    ``readable`` has the stamps of all that they may read this moment: what is indexed otherwise says nothing,
    for it may hold what was taken back since. ``address`` is that of their network, and only counted.

    Raises NotFound where visitors may not ask, TooManyQuestions, NothingAsked.
    """
    if not tools.settings.visitors:
        raise NotFound
    limit = Limit("visitor-questions", tools.settings.visitor_questions, _TEN_MINUTES)
    verdict = await limiter.hit(limit, address)
    if not verdict.allowed:
        raise TooManyQuestions(retry_after=verdict.retry_after)
    asking = Asking(Searching(within(sessions, workspace), workspace, tools))
    retrieved = await asking.retrieve(Query(question, FOR_VISITORS, published=True, only=readable))
    return asking.by_passages(retrieved)
