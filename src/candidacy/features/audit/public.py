"""The door of the audit log: what puts entries into it, and what may be taken out again.

What happens is published as an event, and ``entrypoints.wiring`` says who listens; only erasure and
housekeeping call it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.audit import repository
from candidacy.features.audit.errors import TooYoung
from candidacy.features.audit.policies import require_old
from candidacy.infrastructure.postgres import visiting
from candidacy.kernel.events import Decided, SecurityEvent
from candidacy.kernel.ids import UserId, WorkspaceId, uuid7
from candidacy.kernel.origin import current_origin

__all__ = ["TooYoung", "forget", "on_decided", "on_security_event", "prune"]


async def on_security_event(event: SecurityEvent, session: AsyncSession) -> None:
    """Keep what happened, in the transaction in which it happened."""
    origin = current_origin()
    detail = dict(event.detail)
    if origin is not None and origin.ip:
        detail.setdefault("ip", origin.ip)
    entry = _entry("security", event.kind, event.workspace, event.actor, event.subject, detail)
    await _add(session, event.workspace, [entry])


async def on_decided(event: Decided, session: AsyncSession) -> None:
    """Keep decisions: all of them with one statement."""
    entries = [
        _entry(
            "decision",
            decision.kind,
            event.workspace,
            event.actor,
            decision.subject,
            {
                "decider": decision.decider,
                "by": decision.by,
                "inputs": dict(decision.inputs),
                "outcome": dict(decision.outcome),
            },
        )
        for decision in event.decisions
    ]
    if entries:
        await _add(session, event.workspace, entries)


async def forget(session: AsyncSession, person: UserId) -> int:
    """Strip addresses and devices from the entries of a person who is erased; how many held any.

    The bare id stays, which names nobody once the account is gone.
    """
    return await repository.forget(session, person)


async def prune(session: AsyncSession, before: datetime, now: datetime) -> int:
    """Delete the entries of all workspaces before a moment; how many. Raises TooYoung within six months."""
    require_old(before, now)
    return await repository.prune(session, before)


async def _add(session: AsyncSession, workspace: WorkspaceId | None, entries: list[dict[str, Any]]) -> None:
    if workspace is None:
        await repository.add_entries(session, entries)
        return
    async with visiting(session, workspace):
        await repository.add_entries(session, entries)


def _entry(
    category: str,
    kind: str,
    workspace: WorkspaceId | None,
    actor: UserId | None,
    subject: str | None,
    detail: dict[str, Any],
) -> dict[str, Any]:
    origin = current_origin()
    return {
        "id": uuid7(),
        "category": category,
        "kind": kind,
        "workspace_id": workspace,
        "actor": actor,
        "subject": subject,
        "detail": detail,
        "request_id": origin.request_id if origin else None,
    }
