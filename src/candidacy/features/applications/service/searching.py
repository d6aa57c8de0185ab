"""Applications, and apart from them the notes on them, as sources of the search."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.passages import Part, parts_of_text
from candidacy.domain.postings import Posting
from candidacy.features.applications.repository import Said, WordsRepository
from candidacy.features.assistant.public import Content
from candidacy.infrastructure.postgres.documents import from_json
from candidacy.kernel.ids import WorkspaceId
from candidacy.kernel.language import sentence
from candidacy.kernel.permissions import Permission

APPLICATION, NOTE = "application", "note"
_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class ApplicationSource:
    """Each application with its people, tasks and interviews; the posting where it is kept here alone."""

    kind: str = APPLICATION
    label: str = sentence("Applications")
    permission: Permission = Permission.APPLICATIONS_READ

    async def stamps(self, session: AsyncSession, workspace: WorkspaceId) -> Mapping[UUID, str]:
        return await WordsRepository(session, workspace).stamps(with_notes=False)

    async def load(self, session: AsyncSession, workspace: WorkspaceId, item: UUID) -> Content | None:
        rows = WordsRepository(session, workspace)
        stamp, said = await rows.stamp(item), await rows.find(item)
        if stamp is None or said is None:
            return None
        return _content(stamp, said, "", [*_facts(said), *_posting(said)])

    async def hold(self, session: AsyncSession, workspace: WorkspaceId, item: UUID) -> str | None:
        return await WordsRepository(session, workspace).stamp(item)


@dataclass(frozen=True, slots=True)
class NoteSource:
    """What people wrote about an application, its contacts and its interviews."""

    kind: str = NOTE
    label: str = sentence("Notes")
    permission: Permission = Permission.APPLICATIONS_READ

    async def stamps(self, session: AsyncSession, workspace: WorkspaceId) -> Mapping[UUID, str]:
        return await WordsRepository(session, workspace).stamps(with_notes=True)

    async def load(self, session: AsyncSession, workspace: WorkspaceId, item: UUID) -> Content | None:
        rows = WordsRepository(session, workspace)
        stamp, said = await rows.stamp(item), await rows.find(item)
        if stamp is None or said is None or not said.has_notes:
            return None
        return _content(stamp, said, "#notes", list(_notes(said)))

    async def hold(self, session: AsyncSession, workspace: WorkspaceId, item: UUID) -> str | None:
        return await WordsRepository(session, workspace).stamp(item)


def _content(stamp: str, said: Said, place: str, parts: list[Part]) -> Content:
    row = said.row
    title = _joined(row.title, row.organization)
    return Content(stamp, title, f"/tracker/{row.id}{place}", row.updated_at, parts)


def _facts(said: Said) -> Iterator[Part]:
    row = said.row
    yield Part(_joined(row.title, row.organization, row.location, row.source, *row.tags))
    for person in said.contacts:
        yield Part(_joined(person.name, person.role, person.email), sentence("Contacts"))
    for task in said.tasks:
        yield Part(task.title, sentence("To do"))
    for talk in said.interviews:
        yield Part(_joined(talk.title, talk.place), sentence("Interviews"))


def _posting(said: Said) -> list[Part]:
    """The posting as it was, where it is no longer found as a posting."""
    if said.row.posting_id is not None or said.row.posting is None:
        return []
    return parts_of_text(from_json(Posting, said.row.posting).text)


def _notes(said: Said) -> Iterator[Part]:
    yield from parts_of_text(said.row.notes)
    for person in said.contacts:
        if person.note.strip():
            yield Part(person.note, person.name)
    for talk in said.interviews:
        if talk.note.strip():
            yield Part(talk.note, talk.title)


def _joined(*texts: str) -> str:
    return _BETWEEN.join(text for text in texts if text)
