"""The pages of tailorings, letters and interviews."""

from candidacy.features.tailoring.pages.interviews import router as interviews
from candidacy.features.tailoring.pages.letters import router as letters
from candidacy.features.tailoring.pages.tailorings import router as tailorings
from candidacy.infrastructure.http.routing import joined

router = joined(tailorings, letters, interviews)

__all__ = ["router"]
