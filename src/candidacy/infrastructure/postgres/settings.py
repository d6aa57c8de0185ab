"""How the application talks to PostgreSQL, as values; where they come from is the entry points' business."""

from pydantic import BaseModel, ConfigDict, Field


class PostgresSettings(BaseModel):
    """Pool and deadlines."""

    model_config = ConfigDict(frozen=True)

    pool_size: int = Field(default=10, ge=1, description="Connections kept open.")
    max_overflow: int = Field(default=0, ge=0, description="Connections opened beyond the pool, then closed.")
    pool_timeout: float = Field(default=5.0, gt=0, description="Seconds to wait for a free connection.")
    pool_recycle: int = Field(default=1800, ge=-1, description="Seconds after which a connection is renewed.")
    connect_timeout: int = Field(default=5, ge=2, description="Seconds to wait for the server to answer.")
    statement_timeout_ms: int = Field(default=10_000, ge=0, description="Longest query in ms; 0 is endless.")
    lock_timeout_ms: int = Field(
        default=5_000, ge=0, description="Longest wait for a lock in ms; 0: endless."
    )
    idle_in_transaction_timeout_ms: int = Field(
        default=60_000, ge=0, description="After how many idle ms a transaction is ended by the server."
    )
    prepared_statements: bool = Field(
        default=True, description="Off behind PgBouncer in transaction mode, where prepared queries break."
    )
    application_name: str = Field(default="candidacy", description="The name shown in pg_stat_activity.")
