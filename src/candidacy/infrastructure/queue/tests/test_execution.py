import pytest
from structlog.testing import capture_logs

from candidacy.infrastructure.postgres import Sessions
from candidacy.infrastructure.queue import (
    Execution,
    JobContext,
    JobHandlers,
    JobState,
    JobStatus,
    JobSuperseded,
    Postponed,
    ProcrastinateQueue,
    Retries,
    get_job,
)
from candidacy.infrastructure.queue.handlers import Handler
from candidacy.kernel.errors import Unreadable as Refused
from candidacy.kernel.errors import UpstreamFailed
from candidacy.kernel.ids import JobId, WorkspaceId


class Bench:
    """One job of one kind, and what becomes of it."""

    def __init__(
        self, sessions: Sessions, handlers: JobHandlers, queue: ProcrastinateQueue, workspace: WorkspaceId
    ) -> None:
        self.sessions, self.handlers, self.queue, self.workspace = sessions, handlers, queue, workspace
        self.execution = Execution(handlers, sessions)

    async def job(self, handler: Handler, attempts: int = 2) -> JobId:
        self.handlers.register("work", handler, retries=Retries(attempts=attempts))
        async with self.sessions.begin() as session:
            return await self.queue.enqueue(session, "work", workspace=self.workspace, payload={})

    async def run(self, job_id: JobId) -> None:
        await self.execution.run(job_id, self.workspace)

    async def state(self, job_id: JobId) -> JobState:
        async with self.sessions() as session:
            return await get_job(session, self.workspace, job_id)


@pytest.fixture
def bench(
    sessionmaker: Sessions, handlers: JobHandlers, queue: ProcrastinateQueue, workspace: WorkspaceId
) -> Bench:
    return Bench(sessionmaker, handlers, queue, workspace)


async def test_a_job_that_succeeds_keeps_its_result(bench: Bench) -> None:
    async def work(_context: JobContext) -> dict[str, int]:
        return {"pages": 2}

    job_id = await bench.job(work)
    await bench.run(job_id)

    state = await bench.state(job_id)
    assert (state.status, state.result, state.progress) == (JobStatus.SUCCEEDED, {"pages": 2}, 1.0)


async def test_an_error_of_the_domain_is_final(bench: Bench) -> None:
    async def work(_context: JobContext) -> None:
        raise Refused("This PDF holds no text.")

    job_id = await bench.job(work)
    await bench.run(job_id)

    state = await bench.state(job_id)
    assert (state.status, state.error_code, state.error_message) == (
        JobStatus.FAILED,
        "unreadable",
        "This PDF holds no text.",
    )


async def test_an_error_that_may_pass_is_tried_again(bench: Bench) -> None:
    async def work(context: JobContext) -> None:
        if context.attempt == 1:
            raise UpstreamFailed

    job_id = await bench.job(work)
    with pytest.raises(Postponed):
        await bench.run(job_id)
    between = await bench.state(job_id)
    await bench.run(job_id)

    after = await bench.state(job_id)
    assert (between.status, between.error_code) == (JobStatus.QUEUED, "upstream_failed")
    assert (after.status, after.error_code, after.attempts) == (JobStatus.SUCCEEDED, None, 2)


async def test_the_last_try_fails_for_good(bench: Bench) -> None:
    async def work(_context: JobContext) -> None:
        raise UpstreamFailed("The model did not answer.")

    job_id = await bench.job(work, attempts=1)
    await bench.run(job_id)

    state = await bench.state(job_id)
    assert (state.status, state.error_message) == (JobStatus.FAILED, "The model did not answer.")


async def test_an_unforeseen_error_neither_shows_nor_logs_what_it_says(bench: Bench) -> None:
    async def work(_context: JobContext) -> None:
        raise KeyError("Maria Jones, 12 Mill Lane")

    job_id = await bench.job(work, attempts=1)
    with capture_logs() as logs:
        await bench.run(job_id)

    state = await bench.state(job_id)
    assert (state.status, state.error_code) == (JobStatus.FAILED, "internal_error")
    assert "Maria" not in f"{state.error_message} {logs}"
    assert (logs[0]["error"], "test_execution.py" in logs[0]["trace"][-1]) == ("KeyError", True)


async def test_a_result_that_is_no_json_fails_the_job(bench: Bench) -> None:
    async def work(_context: JobContext) -> dict[str, object]:
        return {"odd": object()}

    job_id = await bench.job(work, attempts=1)
    await bench.run(job_id)

    assert (await bench.state(job_id)).status == JobStatus.FAILED


async def test_a_job_that_has_ended_is_not_run_again(bench: Bench) -> None:
    runs = []

    async def work(context: JobContext) -> None:
        runs.append(context.attempt)

    job_id = await bench.job(work)
    await bench.run(job_id)
    await bench.run(job_id)

    assert runs == [1]


async def test_a_job_that_takes_its_workers_down_is_given_up(bench: Bench) -> None:
    class Killed(BaseException):
        pass

    async def work(_context: JobContext) -> None:
        raise Killed

    job_id = await bench.job(work, attempts=2)
    for _ in range(2):
        with pytest.raises(Killed):
            await bench.run(job_id)
    await bench.run(job_id)

    state = await bench.state(job_id)
    assert (state.status, state.error_code) == (JobStatus.FAILED, "job_interrupted")


async def test_a_run_that_was_replaced_cannot_write(bench: Bench) -> None:
    contexts: list[JobContext] = []

    async def work(context: JobContext) -> None:
        contexts.append(context)
        if context.attempt == 1:
            await bench.run(context.job_id)
            await context.progress(0.1)

    job_id = await bench.job(work)
    with pytest.raises(Postponed):
        await bench.run(job_id)

    state = await bench.state(job_id)
    assert (state.status, state.progress, state.attempts) == (JobStatus.SUCCEEDED, 1.0, 2)
    with pytest.raises(JobSuperseded):
        await contexts[0].progress(0.5)


async def test_progress_is_kept_within_its_bounds(bench: Bench) -> None:
    seen: list[JobState] = []

    async def work(context: JobContext) -> None:
        await context.progress(1.7, "x" * 1000)
        seen.append(await bench.state(context.job_id))

    await bench.run(await bench.job(work))

    assert (seen[0].progress, len(seen[0].message or "")) == (1.0, 300)


async def test_the_steps_of_a_job_are_transactions_of_their_own(bench: Bench) -> None:
    async def work(context: JobContext) -> None:
        async with context.transaction() as session:
            await bench.queue.enqueue(session, "work", workspace=context.workspace, payload={})
        raise Refused

    job_id = await bench.job(work)
    await bench.run(job_id)

    async with bench.sessions() as session:
        from candidacy.infrastructure.queue import list_jobs

        assert len(await list_jobs(session, bench.workspace)) == 2


@pytest.mark.parametrize(("attempt", "longest"), [(1, 2.0), (2, 4.0), (3, 8.0), (20, 300.0), (10_000, 300.0)])
def test_waits_double_up_to_a_bound(attempt: int, longest: float) -> None:
    delay = Retries().delay(attempt)

    assert longest / 2 <= delay <= longest
