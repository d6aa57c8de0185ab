"""Another wording from a model, piece by piece. No database connection is held while it writes."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from candidacy.ai_agents.errors import NoModel
from candidacy.ai_agents.interface import Piece, Writer, WriteRequest, WritingTask, Written
from candidacy.domain.postings import Posting
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring import words_of
from candidacy.features.agents import public as agents
from candidacy.features.postings import public as postings
from candidacy.features.writing.schemas import SuggestIn
from candidacy.features.writing.service.lines import Place, WritingService
from candidacy.infrastructure.postgres import Sessions
from candidacy.kernel.clock import Clock
from candidacy.kernel.errors import AppError
from candidacy.kernel.events import Events, Judging
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import CvId, PostingId


class Event(NamedTuple):
    """Something that the stream says: ``piece`` with more text, ``done`` with the whole, or ``problem``."""

    kind: Literal["piece", "done", "problem"]
    value: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Suggesting:
    """Suggestions for one person in one workspace."""

    sessions: Sessions
    actor: Actor
    taxonomy: Taxonomy
    clock: Clock
    events: Events
    models: agents.AgentsContext

    async def begin(self, cv_id: CvId, given: SuggestIn) -> AsyncGenerator[Event, None]:
        """The events from here on; closing them stops the model.

        Raises CvNotFound, NoSuchLine, PostingNotFound and NoModel before any of them.
        """
        place, posting = await self._read(cv_id, given)
        work = agents.Work("writing", self.actor.user, "cv", cv_id)
        roles = await agents.agents_for(self.models, self.actor.workspace, work)
        if roles is None:
            raise NoModel
        request = WriteRequest(
            task=given.task if place.text else WritingTask.SUMMARY,
            text=place.text,
            path=place.path if place.text else None,
            sourced=place.cv.resume,
            today=self.clock.today(),
            language=given.language,
            tone=given.tone,
            posting=posting,
            instead_of=tuple(given.instead_of),
        )
        return _events(roles.writer, request)

    async def _read(self, cv_id: CvId, given: SuggestIn) -> tuple[Place, Posting | None]:
        """What it is about, in a transaction that is over when this returns."""
        workspace = self.actor.workspace
        judging = Judging(self.events, self.actor.user)
        async with self.sessions() as session:
            service = WritingService(session, workspace, self.taxonomy, self.clock, judging)
            place = await service.place(cv_id, given.path)
            if given.posting_id is None:
                return place, None
            job = await postings.get_posting(session, workspace, PostingId(given.posting_id))
        return place, job.posting


async def _events(writer: Writer, request: WriteRequest) -> AsyncGenerator[Event, None]:
    """What the writer says as events; an error that can be explained ends them with its words."""
    try:
        written: Any = writer.write(request)
        async with aclosing(written) as pieces:
            async for piece in pieces:
                yield _event(piece)
    except AppError as error:
        yield Event("problem", {"code": error.code, "message": error.message})


def _event(piece: Piece | Written) -> Event:
    if isinstance(piece, Piece):
        return Event("piece", {"text": piece.text})
    words = words_of(piece.refusals)
    refusals = [] if words else [{"reason": one.reason, "proof": one.proof} for one in piece.refusals]
    return Event(
        "done",
        {
            "text": piece.text,
            "refusals": refusals,
            "words": list(words),
            "questions": list(piece.questions),
            "call_id": str(piece.made.call_id),
            "model": piece.made.model,
        },
    )
