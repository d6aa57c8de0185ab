"""What people decide about CVs, which counts before every score, and CVs without the person."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.fairness import masked
from candidacy.features.cvs import public as cvs
from candidacy.features.matching.errors import NothingDecided
from candidacy.features.matching.models import MatchRow
from candidacy.features.matching.repository import Decided, DecisionRepository, MatchRepository
from candidacy.features.matching.schemas import MaskedCv, StandingOut, VerdictIn
from candidacy.features.matching.service.naming import called
from candidacy.features.postings import public as postings
from candidacy.kernel.events import Decision, Judging
from candidacy.kernel.ids import CvId, PostingId, WorkspaceId


class DecisionService:
    """The decisions of people in one workspace; the log keeps each with the score that it sets aside."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId, judging: Judging) -> None:
        self._session, self._workspace, self._judging = session, workspace, judging
        self._decisions = DecisionRepository(session, workspace)
        self._matches = MatchRepository(session, workspace)

    async def standing(self, cv: CvId, posting: PostingId) -> StandingOut:
        """What counts now. Raises CvNotFound, PostingNotFound, or NothingDecided."""
        await self._require(cv, posting)
        human = await self._decisions.find(posting, cv)
        machine = await self._matches.newest_of(cv, posting)
        if human is None and machine is None:
            raise NothingDecided
        return _standing(cv, posting, human, machine)

    async def decide(self, cv: CvId, posting: PostingId, given: VerdictIn) -> StandingOut:
        """Keep a person's decision. Raises CvNotFound or PostingNotFound."""
        found = await self._require(cv, posting)
        machine = await self._matches.newest_of(cv, posting)
        await self._decisions.put(posting, cv, given.verdict, given.reason, self._judging.actor)
        inputs = {"cv_id": str(cv), "posting_id": str(posting), "cv_version_id": str(found.version_id)}
        outcome = {"verdict": given.verdict, "reason": given.reason, "set_aside": _outcome(machine)}
        by = machine.formula if machine is not None else ""
        decision = Decision("match.decided", str(cv), by, inputs, outcome, decider="human")
        await self._judging.decided(self._workspace, [decision], self._session)
        return await self.standing(cv, posting)

    async def take_back(self, cv: CvId, posting: PostingId) -> None:
        """Leave it undecided, as it may be already. Raises CvNotFound or PostingNotFound."""
        found = await self._require(cv, posting)
        human = await self._decisions.find(posting, cv)
        if human is None:
            return
        await self._decisions.remove(posting, cv)
        inputs = {"cv_id": str(cv), "posting_id": str(posting), "cv_version_id": str(found.version_id)}
        outcome = {"verdict": None, "set_aside": {"verdict": human.row.verdict, "reason": human.row.reason}}
        decision = Decision("match.undecided", str(cv), "", inputs, outcome, decider="human")
        await self._judging.decided(self._workspace, [decision], self._session)

    async def masked(self, cv: CvId) -> MaskedCv:
        """A CV without the person. Raises CvNotFound."""
        found = await cvs.get_cv(self._session, self._workspace, cv)
        hidden = masked(found.resume.resume)
        return MaskedCv(cv_id=cv, called=called(cv), resume=hidden.to_json_resume())

    async def _require(self, cv: CvId, posting: PostingId) -> cvs.CvText:
        await postings.get_posting(self._session, self._workspace, posting)
        return await cvs.get_cv(self._session, self._workspace, cv)


def _outcome(machine: MatchRow | None) -> Mapping[str, Any] | None:
    return None if machine is None else {"score": float(machine.score), "band": machine.band}


def _standing(cv: UUID, posting: UUID, human: Decided | None, machine: MatchRow | None) -> StandingOut:
    return StandingOut(
        cv_id=cv,
        posting_id=posting,
        decider="human" if human is not None else "machine",
        verdict=human.row.verdict if human is not None else None,
        reason=human.row.reason if human is not None else None,
        decided_by=human.row.decided_by if human is not None else None,
        decided_by_name=human.by_name if human is not None else None,
        decided_at=human.row.updated_at if human is not None else None,
        score=float(machine.score) if machine is not None else None,
        band=machine.band if machine is not None else None,
        formula=machine.formula if machine is not None else None,
    )
