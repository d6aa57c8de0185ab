"""The audit log as its readers use it."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.fairness import GroupAudit, audit_groups, masked, read_applicants
from candidacy.features.audit.errors import NothingDecided
from candidacy.features.audit.policies import title_of
from candidacy.features.audit.repository import ActivityRepository, AuditRepository, Entry, stream
from candidacy.features.audit.schemas import AuditEntryOut, MaskedCv, Sought, StandingOut, VerdictIn
from candidacy.features.cvs import public as cvs
from candidacy.features.postings import public as postings
from candidacy.infrastructure.postgres import Sessions
from candidacy.kernel.events import Decision, Events, Judging, SecurityEvent
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import CvId, PostingId, uuid7
from candidacy.kernel.pagination import Rows

DECIDED, SCORED = "match.decided", "match.scored"


def shown(entry: Entry) -> AuditEntryOut:
    """An entry as the API says it."""
    known = {
        name: getattr(entry.row, name) for name in AuditEntryOut.model_fields if hasattr(entry.row, name)
    }
    return AuditEntryOut(**known, title=title_of(entry.row.kind), actor_name=entry.actor_name)


class DecisionService:
    """What people decide about CVs: kept in the log beside the score that it sets aside, and before it."""

    def __init__(self, session: AsyncSession, actor: Actor, events: Events) -> None:
        self._session, self._actor = session, actor
        self._judging = Judging(events, actor.user)
        self._entries = AuditRepository(session, actor.workspace)

    async def standing(self, cv: CvId, posting: PostingId) -> StandingOut:
        """What counts now. Raises CvNotFound, PostingNotFound, or NothingDecided."""
        await self._require(cv, posting)
        human = await self._entries.newest_of_pair(DECIDED, cv, posting)
        machine = await self._entries.newest_of_pair(SCORED, cv, posting)
        if human is None and machine is None:
            raise NothingDecided
        return _standing(cv, posting, human, machine)

    async def decide(self, cv: CvId, posting: PostingId, given: VerdictIn) -> StandingOut:
        """Keep a person's decision, which wins over every score, also later ones."""
        found = await self._require(cv, posting)
        machine = await self._entries.newest_of_pair(SCORED, cv, posting)
        known: dict[str, Any] = machine.row.detail if machine is not None else {}
        inputs = known.get("inputs", {}) | {
            "cv_id": str(cv),
            "posting_id": str(posting),
            "cv_version_id": str(found.version_id),
        }
        outcome = {"verdict": given.verdict, "reason": given.reason, "set_aside": known.get("outcome")}
        decision = Decision(
            "match.decided", str(cv), str(known.get("by", "")), inputs, outcome, decider="human"
        )
        await self._judging.decided(self._actor.workspace, [decision], self._session)
        return await self.standing(cv, posting)

    async def _require(self, cv: CvId, posting: PostingId) -> cvs.CvText:
        await postings.get_posting(self._session, self._actor.workspace, posting)
        return await cvs.get_cv(self._session, self._actor.workspace, cv)

    async def masked(self, cv: CvId) -> MaskedCv:
        """A CV without the person. Raises CvNotFound."""
        found = await cvs.get_cv(self._session, self._actor.workspace, cv)
        hidden = masked(found.resume.resume)
        return MaskedCv(cv_id=cv, called=called(cv), resume=hidden.to_json_resume())


async def audit_table(table: bytes, columns: Sequence[str]) -> GroupAudit:
    """The rates of a table of applicants, which is not kept. Raises BadGroupTable."""

    def compute() -> GroupAudit:
        return audit_groups(*read_applicants(table, columns))

    return await asyncio.to_thread(compute)


def called(cv: UUID) -> str:
    """What a candidate is called where the name is hidden: the end of the CV's id."""
    return f"Candidate {cv.hex[-5:].upper()}"


def _standing(cv: UUID, posting: UUID, human: Entry | None, machine: Entry | None) -> StandingOut:
    scored: dict[str, Any] = machine.row.detail if machine is not None else {}
    decided: dict[str, Any] = human.row.detail["outcome"] if human is not None else {}
    return StandingOut(
        cv_id=cv,
        posting_id=posting,
        decider="human" if human is not None else "machine",
        verdict=decided.get("verdict"),
        reason=decided.get("reason"),
        decided_by=human.row.actor if human is not None else None,
        decided_by_name=human.actor_name if human is not None else None,
        decided_at=human.row.at if human is not None else None,
        score=scored.get("outcome", {}).get("score"),
        band=scored.get("outcome", {}).get("band"),
        formula=scored.get("by"),
    )


class AuditService:
    """The log of the workspace that an actor works in, and the actor's own activity."""

    def __init__(self, session: AsyncSession, actor: Actor) -> None:
        self._entries = AuditRepository(session, actor.workspace)
        self._activity = ActivityRepository(session, actor.user)

    async def list_page(self, sought: Sought, cursor: str | None, limit: int) -> Rows[Entry]:
        """The entries of the workspace, newest first."""
        return await self._entries.list_page(sought, cursor, limit)

    async def list_activity(self, cursor: str | None, limit: int) -> Rows[Entry]:
        """What the actor did and what happened to their account, newest first."""
        return await self._activity.list_page(cursor, limit)


async def export(sessions: Sessions, actor: Actor, events: Events, sought: Sought) -> AsyncIterator[bytes]:
    """The entries up to now, oldest first, one JSON object a line. That somebody took them is noted first."""
    async with sessions.begin() as session:
        await events.publish(SecurityEvent("audit.exported", actor.user, workspace=actor.workspace), session)
    last = uuid7()
    return _lines(stream(sessions, actor.workspace, sought, last))


async def _lines(entries: AsyncIterator[Entry]) -> AsyncIterator[bytes]:
    async for entry in entries:
        line = json.dumps(shown(entry).model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
        yield line.encode() + b"\n"
