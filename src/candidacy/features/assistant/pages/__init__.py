"""The pages of search: for who works in a workspace, and for visitors of a portfolio."""

from candidacy.features.assistant.pages import finding, visitors
from candidacy.infrastructure.http.routing import joined

router = joined(finding.router, visitors.router)

__all__ = ["router"]
