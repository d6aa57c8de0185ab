"""All applications that are sought, as a file."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.applications.exports import ExportFormat, write_csv, write_json
from candidacy.features.applications.models import Application, Contact, Interview, SentDocument, Stage, Task
from candidacy.features.applications.repository import ApplicationRepository, PartRepository, Sought
from candidacy.features.applications.service.stages import StageService
from candidacy.kernel.clock import Clock
from candidacy.kernel.ids import WorkspaceId
from candidacy.kernel.pagination import MAX_LIMIT

_CONTACT = ("name", "role", "email", "phone", "note")
_TASK = ("title", "zone", "due_at", "remind_at", "done_at")
_INTERVIEW = ("title", "zone", "starts_at", "ends_at", "place", "url", "note")
_DOCUMENT = ("kind", "name", "size", "sha256", "cv_title", "cv_number", "sent_at")
_EVENT = ("kind", "at", "before", "after", "undone_at", "note")


class ExportService:
    """Writes the applications of one workspace to a file."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId, clock: Clock) -> None:
        self._stages = StageService(session, workspace, clock)
        self._applications = ApplicationRepository(session, workspace)
        self._parts = PartRepository(session, workspace)

    async def write(self, sought: Sought, kind: ExportFormat) -> bytes:
        """The file, newest first."""
        stages = {one.id: one for one in await self._stages.list_all()}
        rows = await self._all(sought)
        if kind is ExportFormat.CSV:
            return await asyncio.to_thread(write_csv, [_cells(row, stages[row.stage_id]) for row in rows])
        parts = await self._with(rows)
        whole = [{**_plain(row, stages[row.stage_id]), **parts[row.id]} for row in rows]
        return await asyncio.to_thread(write_json, whole)

    async def _all(self, sought: Sought) -> list[Application]:
        rows: list[Application] = []
        cursor: str | None = None
        while True:
            page = await self._applications.list_page(sought, cursor, MAX_LIMIT)
            rows += page.items
            if page.next_cursor is None:
                return rows
            cursor = page.next_cursor

    async def _with(self, rows: Sequence[Application]) -> dict[UUID, dict[str, Any]]:
        """What belongs to each, a question for each kind."""
        ids = [row.id for row in rows]
        found: dict[UUID, dict[str, Any]] = defaultdict(dict)
        kinds: tuple[tuple[str, Sequence[Any], tuple[str, ...]], ...] = (
            ("contacts", await self._parts.of_all(Contact, ids), _CONTACT),
            ("tasks", await self._parts.of_all(Task, ids), _TASK),
            ("interviews", await self._parts.of_all(Interview, ids), _INTERVIEW),
            ("documents", await self._parts.of_all(SentDocument, ids), _DOCUMENT),
            ("history", await self._applications.events_of(ids), _EVENT),
        )
        for name, parts, shown in kinds:
            for part in parts:
                values = {column: _value(getattr(part, column)) for column in shown}
                found[part.application_id].setdefault(name, []).append(values)
        return found


def _value(value: Any) -> Any:
    return value if value is None or isinstance(value, int | str) else str(value)


def _salary(row: Application) -> str:
    if row.salary_amount is None:
        return ""
    return f"{row.salary_amount} {row.salary_currency} / {row.salary_period}"


def _cells(row: Application, stage: Stage) -> tuple[str, ...]:
    return (
        row.title,
        row.organization,
        stage.name,
        row.url,
        row.location,
        row.source,
        _salary(row),
        ", ".join(row.tags),
        row.created_at.date().isoformat(),
        row.applied_at.date().isoformat() if row.applied_at else "",
        f"{row.cv_title}, version {row.cv_number}" if row.cv_title else "",
        f"{row.match_score} {row.match_band}" if row.match_score is not None else "",
        row.notes,
    )


def _plain(row: Application, stage: Stage) -> dict[str, Any]:
    columns = (
        "id",
        "title",
        "organization",
        "url",
        "location",
        "source",
        "notes",
        "created_at",
        "applied_at",
    )
    more = ("archived_at", "cv_title", "cv_number", "match_score", "match_band", "match_formula")
    values = {name: _value(getattr(row, name)) for name in (*columns, *more)}
    return {
        **values,
        "stage": stage.name,
        "category": stage.category,
        "salary": _salary(row),
        "tags": row.tags,
    }
