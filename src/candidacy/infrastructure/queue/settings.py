"""How a worker works, as values."""

from pydantic import BaseModel, ConfigDict, Field


class WorkerSettings(BaseModel):
    """Concurrency, and the times after which something is thought to be lost."""

    model_config = ConfigDict(frozen=True)

    concurrency: int = Field(default=4, ge=1, description="Jobs that one worker runs at a time.")
    queues: tuple[str, ...] | None = Field(default=None, description="Queues to work on; None is all.")
    polling_interval: float = Field(default=5.0, gt=0, description="Seconds between looks when not notified.")
    heartbeat_interval: float = Field(default=5.0, gt=0, description="Seconds between two signs of life.")
    stalled_after: float = Field(
        default=20.0, gt=0, description="Seconds of silence that make a worker dead."
    )
    rescue_interval: float = Field(default=5.0, gt=0, description="Seconds between looks for dead workers.")
    graceful_timeout: float = Field(default=10.0, ge=0, description="Seconds a job may go on at shutdown.")
