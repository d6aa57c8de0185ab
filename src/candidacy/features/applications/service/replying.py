"""Mails that are read in: what they seem to mean is done by itself where that is sure, else asked."""

import asyncio
import hashlib
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.applications.mails import Mail
from candidacy.domain.applications.replies import ASK, BY_ITSELF, Candidate, Suggestion, suggest
from candidacy.domain.applications.stages import Category, may_move
from candidacy.features.applications.errors import MailKnown, MailNotFound
from candidacy.features.applications.models import ReceivedMail, Stage
from candidacy.features.applications.repository import IntakeRepository
from candidacy.features.applications.service.tracking import TrackingService, Whole
from candidacy.kernel.clock import Clock
from candidacy.kernel.ids import UserId, WorkspaceId, uuid7
from candidacy.kernel.language import sentence
from candidacy.kernel.pagination import Rows

CONSIDERED = 2_000
"""The newest applications that a mail may be about."""
EXCERPT = 600


@dataclass(frozen=True, slots=True)
class Answered:
    """A mail and the stage that it suggests, or came to."""

    row: ReceivedMail
    stage: Stage | None


class MailService:
    """The mails of one workspace."""

    def __init__(
        self, session: AsyncSession, workspace: WorkspaceId, clock: Clock, author: UserId | None
    ) -> None:
        self._session, self._workspace, self._author = session, workspace, author
        self._intake = IntakeRepository(session, workspace)
        self._tracking = TrackingService(session, workspace, clock, author)

    async def receive(self, mail: Mail) -> Answered:
        """Find out what a mail is about, and do or ask what it suggests. Raises MailKnown."""
        fingerprint = fingerprint_of(mail)
        if await self._intake.find_mail(fingerprint) is not None:
            raise MailKnown
        candidates = await self._candidates()
        found = await asyncio.to_thread(suggest, mail, candidates)
        linked = found.link is not None and found.link.confidence >= ASK
        row = ReceivedMail(
            id=uuid7(),
            workspace_id=self._workspace,
            application_id=found.link.id if found.link is not None and linked else None,
            fingerprint=fingerprint,
            status="open",
            subject=mail.subject,
            sender=" ".join(part for part in (mail.sender_name, _bracketed(mail.sender_address)) if part)[
                :460
            ],
            sent_at=mail.sent_at,
            excerpt=mail.text[:EXCERPT],
            meaning=found.meaning.category.value
            if found.meaning and found.meaning.confidence >= ASK
            else None,
            confidence=Decimal(str(found.confidence)),
            because=_why(found)[:600],
            read_by=self._author,
        )
        self._intake.add(row)
        stage = await self._decide(row, found)
        await self._tracking.flush()
        return Answered(row, stage)

    async def _decide(self, row: ReceivedMail, found: Suggestion) -> Stage | None:
        """Make a move that is sure; note what is surely about an application and says nothing new."""
        stage = await self._tracking.stages.first_of(found.move) if found.move else None
        link = found.link
        if link is None or link.confidence < BY_ITSELF:
            return stage if found.is_worth_asking else None
        whole = await self._tracking.locked(link.id, None)
        if stage is not None and found.is_sure:
            self._tracking.put(whole, stage, note=sentence(f"By itself, from the mail: {row.subject}"))
            row.status = "moved"
        elif found.move is None and found.meaning is not None:
            self._tracking.remark(whole.row, whole.stage, "mail", row.subject)
            row.status = "noted"
        return stage if found.is_worth_asking else None

    async def accept(self, mail: UUID, application: UUID | None, stage: UUID | None) -> Answered:
        """Do what a mail suggests, or what a person makes of it.

        Raises MailNotFound, ApplicationNotFound, StageNotFound or MoveNotAllowed.
        """
        row = await self._intake.get_open_mail(mail)
        about = application or row.application_id
        if about is None:
            raise MailNotFound("Say which application this mail is about.")
        whole = await self._tracking.locked(about, None)
        target = await self._target(whole, row, stage)
        row.application_id = whole.row.id
        if target is None or target.id == whole.stage.id:
            self._tracking.remark(whole.row, whole.stage, "mail", row.subject)
            row.status, target = "noted", None
        else:
            await self._tracking.move(
                about, target.id, based_on=None, note=sentence(f"From the mail: {row.subject}")
            )
            row.status = "moved"
        await self._tracking.flush()
        return Answered(row, target)

    async def _target(self, whole: Whole, row: ReceivedMail, stage: UUID | None) -> Stage | None:
        if stage is not None:
            return await self._tracking.stages.usable(stage)
        if row.meaning is None or row.meaning == whole.stage.category:
            return None
        meant = Category(row.meaning)
        if not may_move(Category(whole.stage.category), meant):
            return None
        return await self._tracking.stages.first_of(meant)

    async def dismiss(self, mail: UUID) -> Answered:
        """It means nothing. Raises MailNotFound."""
        row = await self._intake.get_open_mail(mail)
        row.status = "dismissed"
        await self._session.flush()
        return Answered(row, None)

    async def list_page(self, cursor: str | None, limit: int) -> Rows[ReceivedMail]:
        return await self._intake.list_mails(cursor, limit)

    async def suggested(self, row: ReceivedMail) -> Stage | None:
        """The stage that an open mail suggests."""
        if row.status != "open" or row.meaning is None or row.confidence < Decimal(str(ASK)):
            return None
        return await self._tracking.stages.first_of(Category(row.meaning))

    async def _candidates(self) -> list[Candidate]:
        stages = {one.id: Category(one.category) for one in await self._tracking.stages.ready()}
        addresses: dict[UUID, list[str]] = {}
        for application, address in await self._tracking.parts.addresses():
            addresses.setdefault(application, []).append(address)
        return [
            Candidate(
                row.id,
                row.title,
                row.organization,
                stages[row.stage_id],
                row.url,
                tuple(addresses.get(row.id, ())),
            )
            for row in await self._tracking.applications.open_ones(CONSIDERED)
        ]


def fingerprint_of(mail: Mail) -> str:
    """The same for the same mail, saved or pasted twice."""
    said = mail.message_id or "\n".join((mail.sender_address, mail.subject, mail.text))
    return hashlib.sha256(said.encode()).hexdigest()


def _bracketed(address: str) -> str:
    return f"<{address}>" if address else ""


def _why(found: Suggestion) -> str:
    link = found.link.why if found.link else ""
    words = sentence(f'it says "{found.meaning.words}"') if found.meaning else ""
    return "; ".join(part for part in (link, words) if part)
