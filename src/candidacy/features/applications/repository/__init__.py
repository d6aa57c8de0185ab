"""Applications of one workspace, and what belongs to them."""

from candidacy.features.applications.repository.belongings import Due, PartRepository
from candidacy.features.applications.repository.intake import IntakeRepository
from candidacy.features.applications.repository.tracking import ApplicationRepository, Sought, StageRepository

__all__ = [
    "ApplicationRepository",
    "Due",
    "IntakeRepository",
    "PartRepository",
    "Sought",
    "StageRepository",
]
