"""The door of CVs: what other slices may know of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.reading import Document, DocumentKind
from candidacy.domain.resume import SourcedResume
from candidacy.domain.resume.editing import Change
from candidacy.domain.skills import Taxonomy
from candidacy.features.cvs.errors import CvChanged, CvNotFound, CvVersionNotFound
from candidacy.features.cvs.events import CvSaved
from candidacy.features.cvs.models import Cv, CvVersion
from candidacy.features.cvs.repository import CvRepository
from candidacy.features.cvs.service import CvService
from candidacy.features.files import public as files
from candidacy.infrastructure.postgres.documents import from_json
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events
from candidacy.kernel.ids import CvId, CvVersionId, FileId, UserId, WorkspaceId

__all__ = [
    "CvChanged",
    "CvName",
    "CvNotFound",
    "CvSaved",
    "CvStamp",
    "CvText",
    "CvVersionNotFound",
    "Edited",
    "Tailored",
    "delete_cv",
    "delete_older",
    "document_of",
    "find_cv_of_file",
    "get_cv",
    "hold",
    "list_cvs",
    "list_names",
    "on_file_read",
    "stamps",
    "titles_of",
]


@dataclass(frozen=True, slots=True)
class CvText:
    """A CV version as other slices read it."""

    id: CvId
    version_id: CvVersionId
    number: int
    title: str
    candidate_name: str
    file_id: FileId | None
    resume: SourcedResume


async def get_cv(
    session: AsyncSession, workspace: WorkspaceId, cv: CvId, number: int | None = None
) -> CvText:
    """A version of a CV, the newest where no number is given. Raises CvNotFound or CvVersionNotFound."""
    rows = CvRepository(session, workspace)
    row, version = await rows.get(cv, content=True)
    if number is not None and number != version.number:
        version = await rows.get_version(cv, number)
    return _text(row, version)


@dataclass(frozen=True, slots=True)
class CvName:
    """A CV in a list to choose from."""

    id: CvId
    title: str
    candidate_name: str


async def list_names(session: AsyncSession, workspace: WorkspaceId, limit: int) -> list[CvName]:
    """The newest CVs, newest first."""
    page = await CvRepository(session, workspace).list_page(None, limit)
    return [CvName(CvId(cv.id), cv.title, cv.candidate_name) for cv in page.items]


async def titles_of(
    session: AsyncSession, workspace: WorkspaceId, wanted: Collection[CvId]
) -> dict[CvId, str]:
    """What CVs are called, by their ids; those that are gone are left out."""
    return await CvRepository(session, workspace).titles_of(wanted)


async def list_cvs(session: AsyncSession, workspace: WorkspaceId) -> list[CvText]:
    """The newest version of every CV of the workspace, oldest CV first."""
    rows = await CvRepository(session, workspace).list_with_content()
    return [_text(row, version) for row, version in rows]


@dataclass(frozen=True, slots=True)
class CvStamp:
    """What changes with each change of a CV, and when it last did."""

    id: CvId
    version: int
    changed_at: datetime


async def stamps(session: AsyncSession, workspace: WorkspaceId) -> list[CvStamp]:
    """The stamp of every CV of the workspace."""
    return [CvStamp(CvId(i), v, at) for i, v, at in await CvRepository(session, workspace).stamps()]


async def hold(session: AsyncSession, workspace: WorkspaceId, cv: CvId) -> CvStamp | None:
    """The stamp of a CV, which nobody deletes before the transaction ends; None where it is gone."""
    found = await CvRepository(session, workspace).hold(cv)
    return CvStamp(cv, *found) if found else None


async def document_of(session: AsyncSession, workspace: WorkspaceId, cv: CvText) -> Document | None:
    """The document a CV was read from; None for one that was typed in, or whose file was deleted."""
    if cv.file_id is None:
        return None
    return await files.find_document(session, workspace, cv.file_id)


async def find_cv_of_file(session: AsyncSession, workspace: WorkspaceId, file: FileId) -> CvId | None:
    """The CV that was made from a file, once it was read."""
    return await CvRepository(session, workspace).find_by_file(file)


async def on_file_read(
    event: files.FileRead,
    session: AsyncSession,
    *,
    taxonomy: Taxonomy,
    clock: Clock,
    events: Events | None = None,
) -> None:
    """A file that was uploaded as a CV becomes one."""
    if event.purpose != "cv":
        return
    title = event.name.rsplit(".", 1)[0] or event.name
    resume, origin = event.reading.resume, "upload"
    if event.reading.document.kind is DocumentKind.DATA:
        title, origin = resume.resume.basics.name or title, "import"
    service = CvService(session, event.workspace, taxonomy, clock, events=events)
    await service.create_from_resume(resume, title=title, origin=origin, file=event.file)


async def delete_cv(session: AsyncSession, workspace: WorkspaceId, cv: CvId) -> None:
    """Delete a CV with its versions, reviews and matches. Raises CvNotFound."""
    await CvRepository(session, workspace).delete(cv)


async def delete_older(
    session: AsyncSession, workspace: WorkspaceId, before: datetime, *, limit: int | None = None
) -> int:
    """Delete CVs that came in before a moment, with their versions, reviews and matches; how many."""
    return await CvRepository(session, workspace).delete_older(before, limit)


class Tailored:
    """Adds versions that were tailored, and takes them back."""

    def __init__(
        self,
        session: AsyncSession,
        workspace: WorkspaceId,
        taxonomy: Taxonomy,
        clock: Clock,
        author: UserId | None,
        events: Events | None = None,
    ) -> None:
        self._service = CvService(session, workspace, taxonomy, clock, author, events)

    async def add(
        self, cv: CvId, resume: SourcedResume, *, based_on: int, confirmed: list[dict[str, Any]] | None = None
    ) -> int:
        """The number of the new version. Raises CvChanged when ``based_on`` is not the newest any more.

        ``confirmed`` is what somebody said is true of it beyond what the version before says.
        """
        _, version = await self._service.add_tailored(cv, resume, based_on=based_on, confirmed=confirmed)
        return version.number

    async def take_back(self, cv: CvId, number: int, *, based_on: int) -> int:
        """The number of a new version that says what an old one said. Raises CvChanged like ``add``."""
        _, version = await self._service.restore(cv, number, based_on=based_on)
        return version.number


class Edited:
    """Adds versions with single values that a person changed, from another page than the CV's own."""

    def __init__(
        self,
        session: AsyncSession,
        workspace: WorkspaceId,
        taxonomy: Taxonomy,
        clock: Clock,
        author: UserId | None,
        events: Events | None = None,
    ) -> None:
        self._service = CvService(session, workspace, taxonomy, clock, author, events)

    async def revise(
        self,
        cv: CvId,
        changes: Sequence[Change],
        *,
        based_on: int,
        confirmed: list[dict[str, Any]] | None = None,
    ) -> int:
        """The number of the newest version then; nothing changed makes none.

        ``confirmed`` is what somebody said is true of it beyond what the version before says.
        Raises CvChanged when ``based_on`` is not the newest any more, BadPointer and BadResume.
        """
        _, version = await self._service.revise(cv, changes, based_on=based_on, confirmed=confirmed)
        return version.number

    async def restore(self, cv: CvId, number: int, *, based_on: int) -> int:
        """The number of a new version that says what an old one said. Raises CvChanged like ``revise``."""
        _, version = await self._service.restore(cv, number, based_on=based_on)
        return version.number


def _text(cv: Cv, version: CvVersion) -> CvText:
    file: UUID | None = version.file_id
    return CvText(
        id=CvId(cv.id),
        version_id=CvVersionId(version.id),
        number=version.number,
        title=cv.title,
        candidate_name=version.candidate_name,
        file_id=FileId(file) if file else None,
        resume=from_json(SourcedResume, version.resume),
    )
