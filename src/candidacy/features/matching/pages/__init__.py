"""Home, the way from a CV and a posting to their match, the match itself, and rankings."""

from candidacy.features.matching.pages.routes import router

__all__ = ["router"]
