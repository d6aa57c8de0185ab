"""Jobs: committed with the rows that asked for them."""

from candidacy.infrastructure.queue.chores import Chore
from candidacy.infrastructure.queue.context import JobContext, Stop
from candidacy.infrastructure.queue.ended import JobEnded
from candidacy.infrastructure.queue.errors import (
    JobFinished,
    JobNotFailed,
    JobNotFound,
    JobSuperseded,
    UnknownJobKind,
)
from candidacy.infrastructure.queue.execution import Execution, Observe, Postponed
from candidacy.infrastructure.queue.handlers import JobHandlers, Retries
from candidacy.infrastructure.queue.models import Job, JobStatus
from candidacy.infrastructure.queue.notices import JobNotices
from candidacy.infrastructure.queue.port import BULK, Queue
from candidacy.infrastructure.queue.procrastinate_queue import ProcrastinateQueue, waiting_jobs
from candidacy.infrastructure.queue.settings import WorkerSettings
from candidacy.infrastructure.queue.status import JobState, get_job, list_jobs
from candidacy.infrastructure.queue.worker import Worker

__all__ = [
    "BULK",
    "Chore",
    "Execution",
    "Job",
    "JobContext",
    "JobEnded",
    "JobFinished",
    "JobHandlers",
    "JobNotFailed",
    "JobNotFound",
    "JobNotices",
    "JobState",
    "JobStatus",
    "JobSuperseded",
    "Observe",
    "Postponed",
    "ProcrastinateQueue",
    "Queue",
    "Retries",
    "Stop",
    "UnknownJobKind",
    "Worker",
    "WorkerSettings",
    "get_job",
    "list_jobs",
    "waiting_jobs",
]
