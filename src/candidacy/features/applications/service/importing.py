"""Imports: a table is kept, shown as it would be, taken in by a person's decision, and undone as a whole."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.applications.spreadsheet import (
    DraftRow,
    Field,
    Guess,
    Table,
    guess_mapping,
    read_rows,
    read_table,
    require_mapping,
)
from candidacy.domain.applications.stages import Category
from candidacy.features.applications.errors import ImportFinished, ImportNotUndoable, NothingChosen
from candidacy.features.applications.models import Application, ApplicationImport, Contact, Stage
from candidacy.features.applications.repository import IntakeRepository
from candidacy.features.applications.service.tracking import Draft, TrackingService, noon
from candidacy.kernel.clock import Clock
from candidacy.kernel.ids import UserId, WorkspaceId, uuid7
from candidacy.kernel.language import sentence

MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Preview:
    """An import as it would be: its table and rows, and by row number what a row is the same as."""

    row: ApplicationImport
    table: Table | None
    guess: Guess | None
    rows: tuple[DraftRow, ...]
    duplicates: dict[int, str]
    kept: int | None = None

    @property
    def ready(self) -> list[DraftRow]:
        """The rows that are imported when nothing is chosen."""
        return [one for one in self.rows if not one.errors and one.number not in self.duplicates]


class ImportService:
    """The imports of one workspace."""

    def __init__(
        self, session: AsyncSession, workspace: WorkspaceId, clock: Clock, author: UserId | None
    ) -> None:
        self._session, self._workspace, self._author = session, workspace, author
        self._intake = IntakeRepository(session, workspace)
        self._tracking = TrackingService(session, workspace, clock, author)

    async def start(self, name: str, data: bytes) -> Preview:
        """Keep a table with what its columns seem to be. Raises NotATable or TableTooLarge."""
        table = await asyncio.to_thread(read_table, data)
        guess = guess_mapping(table.columns)
        row = ApplicationImport(
            id=uuid7(),
            workspace_id=self._workspace,
            name=name[:MAX_NAME] or "Table",
            status="draft",
            mapping={field.value: place for field, place in guess.mapping.items()},
            content=data,
            imported_by=self._author,
        )
        self._intake.add(row)
        await self._session.flush()
        return await self._preview(row, table)

    async def get(self, wanted: UUID) -> Preview:
        """Raises ImportNotFound."""
        row = await self._intake.get_import(wanted)
        if row.content is None:
            return Preview(row, None, None, (), {})
        return await self._preview(row, await asyncio.to_thread(read_table, row.content))

    async def set_mapping(
        self, wanted: UUID, mapping: Mapping[Field, int], *, day_first: bool | None
    ) -> Preview:
        """Say what the columns are. Raises ImportNotFound, ImportFinished or BadMapping."""
        row, table = await self._draft(wanted)
        require_mapping(mapping, table)
        row.mapping = {field.value: place for field, place in mapping.items()}
        row.day_first = day_first
        await self._session.flush()
        return await self._preview(row, table)

    async def apply(self, wanted: UUID, chosen: Sequence[int] | None) -> Preview:
        """Make applications of the chosen rows. Raises ImportNotFound, ImportFinished, NothingChosen."""
        row, table = await self._draft(wanted)
        preview = await self._preview(row, table)
        taken = preview.ready
        if chosen is not None:
            taken = [one for one in preview.rows if not one.errors and one.number in set(chosen)]
        if not taken:
            raise NothingChosen
        await self._tracking.require_room(len(taken))
        stages = await self._tracking.stages.ready()
        made = [await self._make(one, stages, row.id) for one in taken]
        await self._tracking.flush()
        for application, draft in made:
            if draft.contact:
                self._tracking.parts.add(self._contact(application, draft))
        row.status, row.made, row.content = "done", len(made), None
        await self._session.flush()
        return Preview(row, None, None, (), {})

    async def undo(self, wanted: UUID) -> Preview:
        """Delete what was made of it; what somebody has changed since is kept, and counted.

        Raises ImportNotFound or ImportNotUndoable.
        """
        row = await self._intake.get_import(wanted, lock=True)
        if row.status != "done":
            raise ImportNotUndoable
        made = await self._tracking.applications.of_import(row.id)
        changed = await self._changed([one.id for one in made])
        gone = [one.id for one in made if one.version == 1 and one.id not in changed]
        await self._tracking.applications.delete_all(gone)
        row.status = "undone"
        await self._session.flush()
        return Preview(row, None, None, (), {}, kept=len(made) - len(gone))

    async def list_newest(self) -> list[ApplicationImport]:
        return await self._intake.list_imports(20)

    async def _changed(self, made: Sequence[UUID]) -> set[UUID]:
        """Those that somebody has given something besides the contact that they came with."""
        parts = self._tracking.parts
        contacts = await parts.of_all(Contact, made)
        theirs = {c.application_id for c in contacts if c.note != IMPORTED or c.updated_at != c.created_at}
        return theirs | await parts.with_parts(made, but=Contact)

    async def _draft(self, wanted: UUID) -> tuple[ApplicationImport, Table]:
        row = await self._intake.get_import(wanted, lock=True)
        if row.status != "draft" or row.content is None:
            raise ImportFinished
        return row, await asyncio.to_thread(read_table, row.content)

    async def _preview(self, row: ApplicationImport, table: Table) -> Preview:
        guess = guess_mapping(table.columns)
        mapping = {Field(name): int(place) for name, place in row.mapping.items()}
        if not {Field.TITLE, Field.ORGANIZATION} & set(mapping):
            # Nobody can tell what the columns are: a person says it first.
            return Preview(row, table, guess, (), {})
        named = {
            stage.name.casefold(): Category(stage.category)
            for stage in await self._tracking.stages.list_all()
        }
        rows = await asyncio.to_thread(read_rows, table, mapping, stages=named, day_first=row.day_first)
        return Preview(row, table, guess, rows, await self._duplicates(rows))

    async def _duplicates(self, rows: Sequence[DraftRow]) -> dict[int, str]:
        """By number, the rows that say what an application or an earlier row says."""
        there = await self._tracking.applications.alike({row.key for row in rows if not row.errors})
        seen: dict[str, int] = {}
        found: dict[int, str] = {}
        for row in rows:
            if row.errors:
                continue
            if row.key in there:
                found[row.number] = sentence("It is on the board already")
            elif row.key in seen:
                found[row.number] = sentence(f"The same as row {seen[row.key]}")
            else:
                seen[row.key] = row.number
        return found

    async def _make(
        self, row: DraftRow, stages: Sequence[Stage], wanted: UUID
    ) -> tuple[Application, DraftRow]:
        since: dict[Category, datetime] = {}
        if row.saved_on is not None:
            since[Category.SAVED] = noon(row.saved_on)
        if row.applied_on is not None:
            since[Category.APPLIED] = noon(row.applied_on)
        draft = Draft(
            title=row.title,
            organization=row.organization,
            url=row.url,
            location=row.location,
            source=row.source,
            tags=row.tags,
            notes=row.notes,
            salary=row.salary,
            since=since,
            import_id=wanted,
        )
        whole = await self._tracking.add(draft, _stage_for(row, stages))
        return whole.row, row

    def _contact(self, application: Application, row: DraftRow) -> Contact:
        values: dict[str, Any] = {"name": row.contact[:200], "note": IMPORTED}
        return Contact(id=uuid7(), workspace_id=self._workspace, application_id=application.id, **values)


IMPORTED = sentence("From the imported table.")


def _stage_for(row: DraftRow, stages: Sequence[Stage]) -> Stage:
    """The stage of that name, else the first one that means the same; that is saved where there is none."""
    used = [one for one in stages if one.archived_at is None]
    named = (one for one in used if one.name.casefold() == row.stage.casefold())
    meant = (one for one in used if one.category == row.category)
    begins = (one for one in used if one.category == Category.SAVED)
    return next(named, None) or next(meant, None) or next(begins)
