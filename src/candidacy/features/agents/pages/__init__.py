"""The model of a workspace, the use of models, and the prompts of the installation."""

from candidacy.features.agents.pages.models import router as models
from candidacy.features.agents.pages.prompts import router as prompts
from candidacy.infrastructure.http.routing import joined

router = joined(models, prompts)

__all__ = ["router"]
