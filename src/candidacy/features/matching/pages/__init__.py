"""Home, the way from a CV and a posting to their match, the match itself, rankings, decisions, batches."""

from candidacy.features.matching.pages.decisions import router as decisions
from candidacy.features.matching.pages.rankings import router as rankings
from candidacy.features.matching.pages.routes import router as ways
from candidacy.infrastructure.http.routing import joined

router = joined(ways, rankings, decisions)

__all__ = ["router"]
