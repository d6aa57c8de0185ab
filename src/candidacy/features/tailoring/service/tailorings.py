"""Tailorings that are there: looked at, decided on, applied as a version by a person alone, undone."""

import asyncio
from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.matching import prepare_posting
from candidacy.domain.resume import SourcedResume, editing
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring import (
    Confirmed,
    OtherProposal,
    Question,
    Tailoring,
    accept,
    confirm,
    question_of,
    statements_of,
    way_of,
    without_question,
)
from candidacy.features.agents import public as agents
from candidacy.features.cvs import public as cvs
from candidacy.features.tailoring.errors import (
    AlreadyApplied,
    NothingChosen,
    NothingRefused,
    NotProvable,
    NotUndoable,
)
from candidacy.features.tailoring.models import AnswerRow, TailoringRow
from candidacy.features.tailoring.repository import AnswerRepository, TailoringRepository
from candidacy.features.tailoring.schemas import ChangeIn
from candidacy.features.tailoring.service.modelled import made_of
from candidacy.features.tailoring.service.proposing import Asked, Kept, basis_of
from candidacy.infrastructure.postgres.documents import digest_of, from_json, to_json
from candidacy.infrastructure.queue import Queue
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Decision, Judging
from candidacy.kernel.ids import CvId, JobId, PostingId, TailoringId, UserId, WorkspaceId, uuid7
from candidacy.kernel.pagination import Rows

RULES = "selection-1"
"""What proposes where no changes are given."""
PROPOSE = "tailoring.propose"


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
        self._answers = AnswerRepository(session, workspace)

    async def get(self, tailoring: TailoringId) -> Kept:
        """Raises TailoringNotFound."""
        row = await self._tailorings.get(tailoring)
        return row, from_json(Tailoring, row.tailoring)

    async def list_page(
        self, cv: CvId | None, posting: PostingId | None, cursor: str | None, limit: int
    ) -> Rows[TailoringRow]:
        """Newest first; of one CV or one posting where these are given."""
        return await self._tailorings.list_page(cv, posting, cursor, limit)

    async def delete(self, tailoring: TailoringId) -> None:
        """Versions that it became stay. Raises TailoringNotFound."""
        await self._tailorings.delete(tailoring)

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
        said = [found.changes[n] for n in sorted(set(accepted))]
        row.applied_number = await door.add(
            cv.id, resume, based_on=cv.number, confirmed=statements_of(said) or None
        )
        row.accepted = sorted(set(accepted))
        await self._session.flush()
        await self._judging.decided(self._workspace, [self._decision(row, cv, found)], self._session)
        await self._note_accepted(row, found)
        return row, found

    async def _note_accepted(self, row: TailoringRow, found: Tailoring) -> None:
        """How many of the texts of a model its person took, for who compares its prompts."""
        offered = [n for n, change in enumerate(found.changes) if _is_text(change.path)]
        if row.made and offered:
            taken = len(set(offered).intersection(row.accepted or ()))
            await agents.note_accepted(
                self._session, self._clock, made_of(row.made), accepted=taken, offered=len(offered)
            )

    async def answer(self, tailoring: TailoringId, key: str, words: Sequence[str] | None) -> Kept:
        """Let somebody say that the words of a question are true, or with None that they are not.

        Raises TailoringNotFound, NoQuestion, OtherWords, AlreadyApplied, and OtherProposal for another CV.
        """
        row = await self._tailorings.get(tailoring, lock=True)
        if row.applied_number is not None:
            raise AlreadyApplied
        found = from_json(Tailoring, row.tailoring)
        question = question_of(found, key)
        if words is None:
            found = without_question(found, key)
        else:
            found = await self._confirmed(row, found, key, words)
        self._answers.add(self._answer(row, question, confirmed=words is not None))
        row.tailoring, row.digest = to_json(Tailoring, found), found.digest
        await self._session.flush()
        return row, found

    async def _confirmed(
        self, row: TailoringRow, found: Tailoring, key: str, words: Sequence[str]
    ) -> Tailoring:
        basis = await basis_of(self._session, self._workspace, CvId(row.cv_id), PostingId(row.posting_id))
        if basis.cv.version_id != row.cv_version_id:
            raise OtherProposal
        said = Confirmed(words=tuple(words), by=str(self._author or ""), at=self._clock.now())
        taxonomy, today = self._taxonomy, self._clock.today()

        def made() -> Tailoring:
            prepared = prepare_posting(basis.posting.posting, taxonomy)
            return confirm(basis.cv.resume, prepared, taxonomy, found, key, said, today=today)

        return await asyncio.to_thread(made)

    def _answer(self, row: TailoringRow, question: Question, *, confirmed: bool) -> AnswerRow:
        return AnswerRow(
            id=uuid7(),
            workspace_id=self._workspace,
            cv_id=row.cv_id,
            tailoring_id=row.id,
            user_id=self._author,
            key=question.key,
            confirmed=confirmed,
            words=list(question.words),
            path=question.change.path,
            line=str(question.change.before),
            text=str(question.change.after),
        )

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

    async def remove_refused(self, tailoring: TailoringId, number: int) -> Kept:
        """Take a refused change off the list; what is offered stays, and so does its digest.

        Raises TailoringNotFound and NothingRefused.
        """
        row = await self._tailorings.get(tailoring, lock=True)
        found = from_json(Tailoring, row.tailoring)
        if number >= len(found.refused):
            raise NothingRefused
        left = tuple(one for n, one in enumerate(found.refused) if n != number)
        found = found.model_copy(update={"refused": left})
        row.tailoring = to_json(Tailoring, found)
        await self._session.flush()
        return row, found

    async def ask_model(self, cv: CvId, posting: PostingId, most_pages: int | None, queue: Queue) -> JobId:
        """Let a model propose beside the rules, as work. Raises CvNotFound or PostingNotFound."""
        await basis_of(self._session, self._workspace, cv, posting)
        payload = {"cv_id": cv, "posting_id": posting, "most_pages": most_pages, "asked_by": self._author}
        return await queue.enqueue(
            self._session,
            PROPOSE,
            workspace=self._workspace,
            payload={name: value for name, value in payload.items() if value is not None},
            subject_id=cv,
            lock=f"tailor-{cv}",
        )

    async def find_of_job(self, job: JobId) -> TailoringRow | None:
        """What a piece of work has made."""
        return await self._tailorings.find_of_job(job)

    async def prove(self, tailoring: TailoringId, number: int, text: str) -> tuple[TailoringRow, Asked]:
        """Let the person's own words stand where a refused change would, as a version of the CV.

        Gives what to propose anew on it: the same texts, now with the proof beneath them. Raises
        TailoringNotFound, NothingRefused, NotProvable, AlreadyApplied, and OtherProposal for another CV.
        """
        row = await self._tailorings.get(tailoring)
        found = from_json(Tailoring, row.tailoring)
        if row.applied_number is not None:
            raise AlreadyApplied
        if number >= len(found.refused):
            raise NothingRefused
        wanted = found.refused[number].change
        if way_of(wanted.path) != "text":
            raise NotProvable
        cv = await cvs.get_cv(self._session, self._workspace, CvId(row.cv_id))
        if cv.version_id != row.cv_version_id:
            raise OtherProposal
        door = cvs.Edited(
            self._session, self._workspace, self._taxonomy, self._clock, self._author, self._judging.events
        )
        await door.revise(cv.id, [editing.Change(wanted.path, text)], based_on=cv.number)
        others = (*(q.change for q in found.questions), *(r.change for r in found.refused))
        texts = [one for one in (*found.changes, *others) if _is_text(one.path)]
        also = [ChangeIn(path=one.path, after=str(one.after), reason=one.reason) for one in texts]
        return row, Asked(most_pages=row.most_pages, made=row.made, also=also)

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
            **(agents.decision_inputs(made_of(row.made)) if row.made else {}),
        }
        accepted = len(row.accepted or ())
        outcome: dict[str, Any] = {
            "accepted": accepted,
            "refused": len(found.changes) - accepted,
            "version": row.applied_number,
        }
        if statements := statements_of(found.changes[n] for n in row.accepted or ()):
            outcome["confirmed"] = len(statements)
        return Decision(
            kind="cv.tailored",
            subject=str(cv.id),
            by=RULES,
            inputs=inputs,
            outcome=outcome,
            decider="human",
        )


def _is_text(path: str) -> bool:
    return way_of(path) == "text"
