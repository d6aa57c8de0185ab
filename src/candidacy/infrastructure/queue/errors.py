"""What can be wrong with a job."""

from candidacy.kernel.errors import AppError, Conflict, NotFound


class JobNotFound(NotFound):
    """There is no such job."""

    code = "job_not_found"


class JobFinished(Conflict):
    """This job has already finished and cannot be cancelled."""

    code = "job_finished"


class JobNotFailed(Conflict):
    """Only a job that failed can be done again."""

    code = "job_not_failed"


class UnknownJobKind(AppError):
    """No handler is registered for this kind of job."""

    code = "unknown_job_kind"


class JobInterrupted(AppError):
    """The work was interrupted too often. Start it again, and tell an administrator if it stays so."""

    code = "job_interrupted"


class JobSuperseded(AppError):
    """Another worker has taken over this job, or it was cancelled; this run must stop."""

    code = "job_superseded"
