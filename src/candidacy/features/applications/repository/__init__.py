"""Applications of one workspace, and what belongs to them."""

from candidacy.features.applications.repository.aging import Aged, AgingRepository
from candidacy.features.applications.repository.belongings import Due, PartRepository
from candidacy.features.applications.repository.intake import IntakeRepository
from candidacy.features.applications.repository.tracking import ApplicationRepository, Sought, StageRepository
from candidacy.features.applications.repository.words import Said, Used, WordsRepository

__all__ = [
    "Aged",
    "AgingRepository",
    "ApplicationRepository",
    "Due",
    "IntakeRepository",
    "PartRepository",
    "Said",
    "Sought",
    "StageRepository",
    "Used",
    "WordsRepository",
]
