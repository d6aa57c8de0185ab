"""How long things are kept that no person decides about."""

from pydantic import BaseModel, ConfigDict, Field


class PrivacySettings(BaseModel):
    """Housekeeping. What a workspace keeps is its own setting."""

    model_config = ConfigDict(frozen=True)

    audit_days: int = Field(
        default=730,
        ge=184,
        description="Days that the audit log and the ledger of model calls are kept; at least 184.",
    )
    tidy_interval: float = Field(
        default=3600.0, ge=60, description="Seconds between rounds that delete what is kept no longer."
    )
    reconcile_interval: float = Field(
        default=86_400.0, ge=3600, description="Seconds between comparisons of stored files with their rows."
    )
