"""The pages of applications: the tracker, one application, and the ways in."""

from candidacy.features.applications.pages.application import router as application
from candidacy.features.applications.pages.board import router as board
from candidacy.features.applications.pages.feed import router as feed
from candidacy.features.applications.pages.intake import router as intake
from candidacy.infrastructure.http.routing import joined

router = joined(board, intake, application, feed)

__all__ = ["router"]
