"""Letters: drafted from a CV's own lines, edited by their person, written as files."""

import asyncio
import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.matching import prepare_posting
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring import Confirmed, Facts
from candidacy.domain.tailoring.letters import (
    AskedSentence,
    Draft,
    Frame,
    Wanted,
    drafted,
    guarded,
    put_in,
    sentence_asked,
    with_statement,
    without_asked,
)
from candidacy.features.agents import public as agents
from candidacy.features.tailoring.errors import LetterChanged
from candidacy.features.tailoring.models import AnswerRow, LetterRow
from candidacy.features.tailoring.repository import AnswerRepository, LetterRepository
from candidacy.features.tailoring.service.modelled import made_of
from candidacy.features.tailoring.service.proposing import Basis, Said, basis_of
from candidacy.infrastructure.postgres.documents import from_json, to_json
from candidacy.infrastructure.queue import Queue
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Decision, Judging
from candidacy.kernel.ids import CvId, JobId, LetterId, PostingId, UserId, WorkspaceId, uuid7
from candidacy.kernel.pagination import Rows

KeptLetter = tuple[LetterRow, Draft]
_LONGEST_SUBJECT = 300
WRITE = "tailoring.letter"
STATED = "own words"
"""By what a sentence is in a letter that its person said is true."""


class LetterService:
    """Letters of one workspace."""

    def __init__(
        self, session: AsyncSession, workspace: WorkspaceId, taxonomy: Taxonomy, clock: Clock
    ) -> None:
        self._session, self._workspace, self._taxonomy, self._clock = session, workspace, taxonomy, clock
        self._letters = LetterRepository(session, workspace)
        self._answers = AnswerRepository(session, workspace)

    async def draft(self, cv_id: CvId, posting_id: PostingId, wanted: Wanted) -> KeptLetter:
        """Draft one without a model. Raises CvNotFound, PostingNotFound and UnknownLetterLanguage."""
        basis = await basis_of(self._session, self._workspace, cv_id, posting_id)
        return await self.keep(basis, wanted)

    async def keep(
        self, basis: Basis, wanted: Wanted, said: Said | None = None, job: JobId | None = None
    ) -> KeptLetter:
        """Keep a letter; what a model said is in it as far as the CV supports it."""
        declined = await self._answers.declined(basis.cv.id)
        draft = _without(await asyncio.to_thread(self._drafted, basis, wanted, said), declined)
        row = LetterRow(
            id=uuid7(),
            workspace_id=self._workspace,
            cv_id=basis.cv.id,
            cv_version_id=basis.cv.version_id,
            cv_number=basis.cv.number,
            posting_id=basis.posting.id,
            posting_version=basis.posting.version,
            kind=wanted.kind.value,
            language=wanted.language,
            tone=wanted.tone.value,
            subject=draft.subject[:_LONGEST_SUBJECT],
            text=draft.text,
            edited=False,
            draft=to_json(Draft, draft),
            made=said.made if said else None,
            problem=said.problem if said else None,
            job_id=job,
        )
        self._letters.add(row)
        await self._session.flush()
        return row, draft

    def _drafted(self, basis: Basis, wanted: Wanted, said: Said | None) -> Draft:
        today, resume = self._clock.today(), basis.cv.resume
        prepared = prepare_posting(basis.posting.posting, self._taxonomy)
        draft = drafted(resume, prepared, self._taxonomy, wanted, today=today)
        if said is None:
            return draft
        facts = Facts(resume, self._taxonomy, today)
        draft = guarded(draft, said.paragraphs, facts, basis.posting.posting.text)
        return draft.model_copy(update={"refused": (*draft.refused, *said.refused)})

    async def ask_model(
        self, cv: CvId, posting: PostingId, wanted: Wanted, queue: Queue, asked_by: UserId | None
    ) -> JobId:
        """Let a model write between opening and closing, as work to be followed.

        Raises CvNotFound, PostingNotFound and UnknownLetterLanguage.
        """
        Frame(wanted.language, wanted.tone)
        await basis_of(self._session, self._workspace, cv, posting)
        payload = {
            "cv_id": cv,
            "posting_id": posting,
            "kind": wanted.kind.value,
            "language": wanted.language,
            "tone": wanted.tone.value,
            "asked_by": asked_by,
        }
        return await queue.enqueue(
            self._session,
            WRITE,
            workspace=self._workspace,
            payload={name: value for name, value in payload.items() if value is not None},
            subject_id=cv,
        )

    async def find_of_job(self, job: JobId) -> LetterRow | None:
        """What a piece of work has made."""
        return await self._letters.find_of_job(job)

    async def get(self, letter: LetterId) -> KeptLetter:
        """Raises LetterNotFound."""
        row = await self._letters.get(letter)
        return row, from_json(Draft, row.draft)

    async def list_page(
        self, cv: CvId | None, posting: PostingId | None, cursor: str | None, limit: int
    ) -> Rows[LetterRow]:
        """Newest first; of one CV or one posting where these are given."""
        return await self._letters.list_page(cv, posting, cursor, limit)

    async def edit(self, letter: LetterId, subject: str, text: str, *, based_on: int | None) -> KeptLetter:
        """Let the person's own words stand. Raises LetterNotFound and LetterChanged."""
        row = await self._letters.get(letter, lock=True)
        if based_on is not None and based_on != row.version:
            raise LetterChanged
        text = text.replace("\r\n", "\n").strip()
        row.edited = row.edited or text != row.text
        row.subject, row.text = " ".join(subject.split()), text
        await self._session.flush()
        return row, from_json(Draft, row.draft)

    async def answer(
        self, letter: LetterId, key: str, words: Sequence[str] | None, judging: Judging
    ) -> KeptLetter:
        """Let somebody say that the words of a question are true, or with None that they are not.

        What is true goes into the letter as their own statement. Raises LetterNotFound, NoQuestion and
        OtherWords.
        """
        row = await self._letters.get(letter, lock=True)
        draft = from_json(Draft, row.draft)
        asked = sentence_asked(draft, key)
        if words is None:
            draft = without_asked(draft, key)
        else:
            said = Confirmed(words=tuple(words), by=str(judging.actor or ""), at=self._clock.now())
            draft = with_statement(draft, key, said)
            row.text = put_in(row.text, draft, asked.text) if row.edited else draft.text
        row.draft = to_json(Draft, draft)
        self._answers.add(self._answer(row, asked, judging.actor, confirmed=words is not None))
        await self._session.flush()
        if words is not None:
            await judging.decided(self._workspace, [_decision(row, asked)], self._session)
        return row, draft

    def _answer(
        self, row: LetterRow, asked: AskedSentence, by: UserId | None, *, confirmed: bool
    ) -> AnswerRow:
        return AnswerRow(
            id=uuid7(),
            workspace_id=self._workspace,
            cv_id=row.cv_id,
            tailoring_id=None,
            user_id=by,
            key=asked.key,
            confirmed=confirmed,
            words=list(asked.words),
            path=asked.sources[0].path,
            line=asked.sources[0].quote,
            text=asked.text,
        )

    async def delete(self, letter: LetterId) -> None:
        """Raises LetterNotFound."""
        await self._letters.delete(letter)


def _without(draft: Draft, declined: frozenset[str]) -> Draft:
    """A letter that does not ask again what its person said is not true."""
    left = tuple(one for one in draft.questions if one.key not in declined)
    return draft.model_copy(update={"questions": left})


def _decision(row: LetterRow, asked: AskedSentence) -> Decision:
    """What a person put into a letter, as the log of decisions keeps it: no text, but what tells it apart."""
    inputs: dict[str, Any] = {
        "cv_id": str(row.cv_id),
        "cv_version_id": str(row.cv_version_id),
        "cv_version": row.cv_number,
        "posting_id": str(row.posting_id),
        "posting_version": row.posting_version,
        "letter_id": str(row.id),
        "path": asked.sources[0].path,
        "text_sha256": hashlib.sha256(asked.text.encode()).hexdigest(),
        **(agents.decision_inputs(made_of(row.made)) if row.made else {}),
    }
    return Decision("letter.confirmed", str(row.cv_id), STATED, inputs, {"confirmed": 1}, decider="human")
