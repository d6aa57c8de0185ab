"""Tailorings: what the domain proposes, kept; applied as a version of the CV by a person's decision alone."""

import asyncio
from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.matching import prepare_posting
from candidacy.domain.resume import SourcedResume
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring import OtherProposal, Tailoring, accept, completed, proposed, tailor
from candidacy.features.cvs import public as cvs
from candidacy.features.postings import public as postings
from candidacy.features.tailoring.errors import AlreadyApplied, NothingChosen, NotUndoable
from candidacy.features.tailoring.models import TailoringRow
from candidacy.features.tailoring.repository import TailoringRepository
from candidacy.features.tailoring.schemas import ChangeIn
from candidacy.infrastructure.postgres.documents import digest_of, from_json, to_json
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Decision, Judging
from candidacy.kernel.ids import CvId, PostingId, TailoringId, UserId, WorkspaceId, uuid7

RULES = "selection-1"
"""What proposes where no changes are given."""

Kept = tuple[TailoringRow, Tailoring]


class TailoringService:
    """Tailorings of one workspace."""

    def __init__(
        self,
        session: AsyncSession,
        workspace: WorkspaceId,
        taxonomy: Taxonomy,
        clock: Clock,
        judging: Judging,
    ) -> None:
        self._session, self._workspace, self._taxonomy, self._clock = session, workspace, taxonomy, clock
        self._judging = judging
        self._tailorings = TailoringRepository(session, workspace)

    async def propose(
        self, cv_id: CvId, posting_id: PostingId, changes: Sequence[ChangeIn] | None = None
    ) -> Kept:
        """Tailor the newest version of a CV. Raises CvNotFound or PostingNotFound."""
        cv = await cvs.get_cv(self._session, self._workspace, cv_id)
        posting = await postings.get_posting(self._session, self._workspace, posting_id)
        result = await asyncio.to_thread(self._tailored, cv.resume, posting, changes)
        row = TailoringRow(
            id=uuid7(),
            workspace_id=self._workspace,
            cv_id=cv.id,
            cv_version_id=cv.version_id,
            cv_number=cv.number,
            posting_id=posting.id,
            posting_version=posting.version,
            digest=result.digest,
            tailoring=to_json(Tailoring, result),
        )
        self._tailorings.add(row)
        await self._session.flush()
        return row, result

    def _tailored(
        self, resume: SourcedResume, posting: postings.PostingText, changes: Sequence[ChangeIn] | None
    ) -> Tailoring:
        prepared, today = prepare_posting(posting.posting, self._taxonomy), self._clock.today()
        if changes is None:
            return tailor(resume, prepared, self._taxonomy, today=today)
        given = [completed(change.model_dump(), resume) for change in changes]
        return proposed(resume, prepared, self._taxonomy, given, today=today)

    async def get(self, tailoring: TailoringId) -> Kept:
        """Raises TailoringNotFound."""
        row = await self._tailorings.get(tailoring)
        return row, from_json(Tailoring, row.tailoring)

    async def apply(self, tailoring: TailoringId, accepted: Sequence[int], digest: str) -> Kept:
        """Make the accepted changes a new version of the CV; the others stay refused.

        Raises TailoringNotFound, AlreadyApplied, NothingChosen, and OtherProposal where the CV or the changes
        are not those that were shown.
        """
        row = await self._tailorings.get(tailoring, lock=True)
        if row.applied_number is not None:
            raise AlreadyApplied
        if not accepted:
            raise NothingChosen
        found = from_json(Tailoring, row.tailoring)
        cv = await cvs.get_cv(self._session, self._workspace, CvId(row.cv_id))
        if cv.version_id != row.cv_version_id:
            raise OtherProposal
        resume = accept(cv.resume, found, accepted, digest)
        door = self._door()
        row.applied_number = await door.add(cv.id, resume, based_on=cv.number)
        row.accepted = sorted(set(accepted))
        await self._session.flush()
        await self._judging.decided(self._workspace, [self._decision(row, cv, found)], self._session)
        return row, found

    async def undo(self, tailoring: TailoringId) -> Kept:
        """Bring back the version that was tailored. Raises TailoringNotFound and NotUndoable."""
        row = await self._tailorings.get(tailoring, lock=True)
        cv = await cvs.get_cv(self._session, self._workspace, CvId(row.cv_id))
        if row.applied_number is None or row.undone_number is not None or cv.number != row.applied_number:
            raise NotUndoable
        door = self._door()
        row.undone_number = await door.take_back(cv.id, row.cv_number, based_on=cv.number)
        await self._session.flush()
        return row, from_json(Tailoring, row.tailoring)

    def _door(self) -> cvs.Tailored:
        return cvs.Tailored(
            self._session,
            self._workspace,
            self._taxonomy,
            self._clock,
            self._author,
            self._judging.events,
        )

    @property
    def _author(self) -> UserId | None:
        return self._judging.actor

    def _decision(self, row: TailoringRow, cv: cvs.CvText, found: Tailoring) -> Decision:
        """What a person made of a proposal, as the log of decisions keeps it."""
        inputs: dict[str, Any] = {
            "cv_id": str(cv.id),
            "cv_version_id": str(cv.version_id),
            "cv_version": cv.number,
            "cv_sha256": digest_of(SourcedResume, cv.resume),
            "posting_id": str(row.posting_id),
            "posting_version": row.posting_version,
            "proposal_sha256": row.digest,
            "taxonomy": self._taxonomy.version,
        }
        accepted = len(row.accepted or ())
        outcome = {
            "accepted": accepted,
            "refused": len(found.changes) - accepted,
            "version": row.applied_number,
        }
        return Decision(
            kind="cv.tailored",
            subject=str(cv.id),
            by=RULES,
            inputs=inputs,
            outcome=outcome,
            decider="human",
        )
