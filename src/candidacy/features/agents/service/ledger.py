"""The ledger of a workspace as its calls write it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from candidacy.ai_agents.interface import CallOutcome, CallRecord
from candidacy.features.agents.repository import Amounts, CallsRepository, PromptRepository
from candidacy.features.agents.service.experiments import known_arm
from candidacy.infrastructure.postgres import Sessions
from candidacy.kernel.ids import UserId, WorkspaceId, uuid7


@dataclass(frozen=True, slots=True)
class Work:
    """What calls are made for, and for whom.

    Args:
        purpose: what a person would call it: ``review``, ``tailoring``, ``letter``.
        actor: who asked for it; None where nobody did.
        subject_kind: what it is about: ``cv``.
        subject_id: the id of that.
    """

    purpose: str
    actor: UserId | None = None
    subject_kind: str | None = None
    subject_id: UUID | str | None = None

    @property
    def unit(self) -> str | None:
        """What gets the same version of a prompt each time."""
        return str(self.subject_id) if self.subject_id is not None else None


class WorkspaceLedger:
    """A ``Ledger``: keeps each request in a transaction of its own."""

    def __init__(self, sessions: Sessions, workspace: WorkspaceId, work: Work) -> None:
        self._sessions, self._workspace, self._work = sessions, workspace, work

    async def record(self, record: CallRecord) -> None:
        async with self._sessions.begin() as session:
            await CallsRepository(session, self._workspace).add(self._values(record))
            arm = known_arm(record.experiment)
            if arm is None or record.outcome is not CallOutcome.OK:
                return
            prompts = PromptRepository(session)
            for measure, value in (
                ("latency_ms", float(record.latency_ms)),
                ("cost_micros", float(record.cost_micros)),
            ):
                await prompts.add_result(*arm, measure, Amounts(1, value, value * value))

    def _values(self, record: CallRecord) -> dict[str, Any]:
        subject = self._work.subject_id
        return {
            "id": uuid7(),
            "at": record.started_at,
            "actor": self._work.actor,
            "call_id": record.call_id,
            "number": record.number,
            "purpose": self._work.purpose,
            "prompt": record.prompt_id,
            "prompt_version": record.prompt_version,
            "prompt_digest": record.prompt_digest,
            "provider": record.provider.value,
            "model": record.model,
            "subject_kind": self._work.subject_kind,
            "subject_id": str(subject) if subject is not None else None,
            "input_sha256": record.input_sha256,
            "output_sha256": record.output_sha256,
            "input_tokens": record.usage.tokens_in,
            "output_tokens": record.usage.tokens_out,
            "cost_micros": record.cost_micros,
            "latency_ms": record.latency_ms,
            "outcome": record.outcome.value,
            "experiment": record.experiment,
        }
