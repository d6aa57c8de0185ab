"""/api/v1/tailorings, /api/v1/letters, and the interviews of a CV."""

from candidacy.features.tailoring.api.interviews import router as interviews
from candidacy.features.tailoring.api.letters import router as letters
from candidacy.features.tailoring.api.tailorings import router as tailorings
from candidacy.infrastructure.http.routing import joined

router = joined(tailorings, letters, interviews)

__all__ = ["router"]
