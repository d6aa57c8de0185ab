"""Making an export, and deleting stored objects, in the worker."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from candidacy.features.auth import public as auth
from candidacy.features.privacy.repository import find_export, finish_export
from candidacy.features.privacy.service.exporting import KEPT_FOR, Exporter
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.queue import JobContext
from candidacy.infrastructure.storage import Storage, StoredObject
from candidacy.kernel.clock import Clock
from candidacy.kernel.ids import UserId

_LARGEST = 1 << 40


@dataclass(frozen=True, slots=True)
class BuildExport:
    """Writes the archive into the storage, then says where it lies.

    Done twice, the second archive is thrown away; so is one that was deleted while it was made.
    """

    storage: Storage
    clock: Clock

    async def run(self, job: JobContext, *, export_id: UUID, user_id: UUID) -> dict[str, Any] | None:
        user, now = UserId(user_id), self.clock.now()
        async with job.sessions() as session:
            row = await find_export(session, export_id)
            if row is None or row.user_id != user or row.storage_key is not None:
                return None
            person = await auth.get_person(session, user)
            standing = await workspaces.standing_of(session, user)
        exporter = Exporter(
            job.sessions,
            self.storage,
            user=user,
            email=person.email,
            standing=standing,
            now=now,
            said=job.progress,
        )
        stored = await self.storage.put(exporter.stream(), limit=_LARGEST, save_as="candidacy-export.zip")
        await self._keep(job, export_id, stored)
        return {"export_id": str(export_id), "size": stored.size}

    async def _keep(self, job: JobContext, export: UUID, stored: StoredObject) -> None:
        now, kept = self.clock.now(), False
        try:
            async with job.transaction() as session:
                kept = await finish_export(
                    session,
                    export,
                    storage_key=stored.key,
                    size=stored.size,
                    ready_at=now,
                    expires_at=now + KEPT_FOR,
                )
        finally:
            if not kept:
                await self.storage.delete(stored.key)


@dataclass(frozen=True, slots=True)
class DiscardObjects:
    """Deletes stored objects whose rows are gone."""

    storage: Storage

    async def run(self, job: JobContext, *, keys: list[str]) -> dict[str, Any]:
        for done, key in enumerate(keys):
            await self.storage.delete(key)
            if done % 100 == 0:
                await job.progress(done / len(keys))
        return {"deleted": len(keys)}
