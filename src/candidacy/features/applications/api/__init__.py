"""The API of applications."""

from candidacy.features.applications.api.belongings import router as belongings
from candidacy.features.applications.api.board import router as board
from candidacy.features.applications.api.intake import router as intake
from candidacy.features.applications.api.tracking import router as tracking
from candidacy.infrastructure.http.routing import joined

router = joined(board, intake, tracking, belongings)

__all__ = ["router"]
